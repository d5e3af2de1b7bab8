package org.lineside.cli;

import org.lineside.cli.view.StatusView;
import org.lineside.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** {@code status}: how the watch itself is. */
final class StatusVerb implements Verb {
    /** None: picocli need not look for annotations at what is started all day. */
    @Override
    public CommandSpec spec() {
        return CommandSpec.create();
    }

    @Override
    public void run(Invocation invocation) {
        try (Store store = Store.open(invocation.settings().paths().db(), Store.Mode.READ)) {
            StatusView.print(store, invocation.format(), invocation.terminal().columns(), invocation.out());
        }
    }
}
