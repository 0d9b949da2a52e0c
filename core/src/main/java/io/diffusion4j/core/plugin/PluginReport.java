package io.diffusion4j.core.plugin;

import io.diffusion4j.core.spi.SpiVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of one jar or folder.
 *
 * @param location its path
 * @param builtIn whether it is on the host's class path
 * @param title what it calls itself; else its file name, or its package if it is on the class path
 * @param version its own version, if it names one
 * @param spi the version of the interfaces that it was built for, if it names one
 * @param offers what can be used from it, sorted by kind and type; nothing if a plugin failed
 * @param failure why it cannot be used
 */
public record PluginReport(
        String location,
        boolean builtIn,
        String title,
        Optional<String> version,
        Optional<SpiVersion> spi,
        List<Offer> offers,
        Optional<Failure> failure) {
    public PluginReport {
        offers = List.copyOf(offers);
    }

    /**
     * One service.
     *
     * @param kind {@code scheduler}, {@code text-encoder}, ...
     * @param type its name in YAML
     * @param summary one sentence
     */
    public record Offer(String kind, String type, String summary) implements Comparable<Offer> {
        @Override
        public int compareTo(Offer other) {
            return Comparator.comparing(Offer::kind).thenComparing(Offer::type).compare(this, other);
        }
    }

    /**
     * @param reason what is wrong and what to do about it, one line
     * @param cause what the plugin threw, if it came to that
     */
    public record Failure(String reason, Optional<Throwable> cause) {}
}
