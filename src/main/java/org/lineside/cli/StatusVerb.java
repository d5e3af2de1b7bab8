package org.lineside.cli;

import org.lineside.cli.view.StatusView;
import org.lineside.store.Store;
import picocli.CommandLine.Command;

/** {@code status}: how the watch itself is. */
@Command
final class StatusVerb implements Verb {
    @Override
    public void run(Invocation invocation) {
        try (Store store = Store.open(invocation.settings().paths().db(), Store.Mode.READ)) {
            StatusView.print(store, invocation.format(), invocation.terminal().columns(), invocation.out());
        }
    }
}
