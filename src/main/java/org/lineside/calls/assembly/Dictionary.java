package org.lineside.calls.assembly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and the small numbers that stand for them while lines are read. Which number a name gets depends on the order
 * in which threads ask; nothing that leaves the assembly may depend on it. Safe for use by several threads.
 */
public final class Dictionary {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of this name, a new one when it is new. */
    public synchronized int idOf(String name) {
        Integer known = ids.get(name);
        if (known != null) {
            return known;
        }
        int id = names.size();
        ids.put(name, id);
        names.add(name);
        return id;
    }

    /** The name behind a number given out by {@link #idOf}. */
    public synchronized String name(int id) {
        return names.get(id);
    }

    /** How many names there are. */
    public synchronized int size() {
        return names.size();
    }

    /** All names by number, as of now. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }
}
