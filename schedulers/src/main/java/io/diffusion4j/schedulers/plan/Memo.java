package io.diffusion4j.schedulers.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers the results of the keys that were asked for last. For results that depend on the key alone and are immutable:
 * several callers get the same one. Safe for several threads.
 */
public final class Memo<K, V> {
    private final Map<K, V> results;

    /** @param most how many results are remembered */
    public Memo(int most) {
        this.results = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The result of that key; what the code throws is passed on and not remembered. */
    public synchronized V get(K key, Function<K, V> code) {
        V known = results.get(key);
        if (known == null) {
            known = code.apply(key);
            results.put(key, known);
        }
        return known;
    }

    synchronized int size() {
        return results.size();
    }
}
