package io.diffusion4j.core.settings;

import java.util.HashSet;
import java.util.Set;

/** Reports keys that are written twice in one block. */
final class DuplicateKeys {
    private DuplicateKeys() {}

    static void report(Value.Mapping block, Reading at) {
        Set<String> seen = new HashSet<>();
        for (Value.Entry entry : block.entries()) {
            if (!seen.add(entry.key())) {
                at.at(entry.key()).problem(entry.place(), "duplicate key; remove one of them");
            }
        }
    }
}
