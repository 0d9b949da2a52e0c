package io.diffusion4j.training.measure;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of what captions name is found in their pictures. What is named of an object ({@code boat.colour}) counts as
 * found only where the object itself ({@code boat}) is found as it is named.
 *
 * @param byAttribute for each attribute that a caption names
 */
public record Adherence(SortedMap<String, Share> byAttribute) {
    /** @param found of so many named ones */
    public record Share(long found, long named) {
        static final Share NONE = new Share(0, 0);

        /** From 0 to 1; NaN if none is named. */
        public double value() {
            return (double) found / named;
        }

        Share and(Share other) {
            return new Share(found + other.found, named + other.named);
        }
    }

    /**
     * @param named by the caption of each picture
     * @param found in each picture; of an attribute that is missing here it is not known, and it does not count
     */
    public static Adherence of(List<Map<String, String>> named, List<Map<String, String>> found) {
        if (named.size() != found.size()) {
            throw new IllegalArgumentException(
                    "%d captions and %d pictures; give one for each".formatted(named.size(), found.size()));
        }
        SortedMap<String, Share> shares = new TreeMap<>();
        for (int i = 0; i < named.size(); i++) {
            Map<String, String> seen = found.get(i);
            Map<String, String> wanted = named.get(i);
            wanted.keySet().stream()
                    .filter(seen::containsKey)
                    .forEach(name -> shares.merge(name, new Share(isFound(name, wanted, seen) ? 1 : 0, 1), Share::and));
        }
        return new Adherence(shares);
    }

    /** Over all named attributes of all pictures. */
    public Share overall() {
        return byAttribute.values().stream().reduce(Share.NONE, Share::and);
    }

    private static boolean isFound(String name, Map<String, String> wanted, Map<String, String> seen) {
        int dot = name.lastIndexOf('.');
        String owner = dot < 0 ? name : name.substring(0, dot);
        return wanted.get(name).equals(seen.get(name))
                && (!wanted.containsKey(owner) || wanted.get(owner).equals(seen.get(owner)));
    }
}
