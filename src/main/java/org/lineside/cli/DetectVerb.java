package org.lineside.cli;

import org.lineside.pipeline.Detecting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code detect PATH…}: judges the calls in files. */
@Command
final class DetectVerb implements Verb {
    @Mixin
    PathsOption input = new PathsOption();

    @Override
    public void run(Invocation invocation) {
        ReadingView.print(Detecting.detect(invocation.setup(), input.existing()), invocation);
    }
}
