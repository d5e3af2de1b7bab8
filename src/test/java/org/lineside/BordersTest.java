package org.lineside;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between the packages. Rules about packages that are empty yet hold by themselves. */
@AnalyzeClasses(packages = "org.lineside", importOptions = DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.lineside.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule databaseOnlyInStore = noClasses()
            .that()
            .resideOutsideOfPackage("org.lineside.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule numericKnowsNoRadio = noClasses()
            .that()
            .resideInAPackage("org.lineside.numeric..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.lineside..").and(resideOutsideOfPackage("org.lineside.numeric..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsDontKnowEachOther = slices().matching("org.lineside.detection.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule publishersDontKnowEachOther = slices().matching("org.lineside.publish.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule argumentsOnlyInCli = noClasses()
            .that()
            .resideOutsideOfPackage("org.lineside.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("org.lineside.cli..", "org.lineside")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.lineside.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsThePipeline = noClasses()
            .that()
            .resideOutsideOfPackages("org.lineside.cli..", "org.lineside.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.lineside.pipeline..");

    @ArchTest
    static final ArchRule exitOnlyInMain = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lineside.Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
}
