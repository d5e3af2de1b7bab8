package org.lineside.cli;

import org.lineside.cli.view.Explanation;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code explain ID}: everything about one call or incident. */
@Command
final class ExplainVerb implements Verb {
    @Parameters(paramLabel = "ID", description = "a call or an incident, as the lists name it")
    String id = "";

    @Override
    public void run(Invocation invocation) {
        try (Store store = Store.open(invocation.settings().paths().db(), Store.Mode.READ)) {
            Explanation explanation =
                    new Explanation(store, invocation.terminal().columns(), invocation.out());
            if (!explanation.print(id)) {
                throw new VerbFailedException(id + ": no judged call and no incident has this name; lineside incidents"
                        + " and lineside calls --all show those there are");
            }
        }
    }
}
