package io.diffusion4j.core.settings;

import java.util.Comparator;

/** Where a value was written, for messages. */
sealed interface Place {
    /** Text in the order of its lines, then overrides. */
    Comparator<Place> ORDER = Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    int line();

    int column();

    /** The message with this place and the path of the value before it. */
    String message(String path, String what);

    /** A place in a document; line and column count from 1. */
    record InText(String document, int line, int column) implements Place {
        @Override
        public String message(String path, String what) {
            String place = document + ":" + line + ":" + column + ": ";
            return path.isEmpty() ? place + what : place + path + ": " + what;
        }
    }

    /** An override, which names its path itself. */
    record InOverride(String overridden) implements Place {
        @Override
        public int line() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int column() {
            return 0;
        }

        @Override
        public String message(String path, String what) {
            String place = "--set " + overridden + ": ";
            return path.isEmpty() || path.equals(overridden) ? place + what : place + path + ": " + what;
        }
    }
}
