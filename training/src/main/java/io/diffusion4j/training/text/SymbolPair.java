package io.diffusion4j.training.text;

/** Two symbols side by side in a word. */
record SymbolPair(String left, String right) {
    String joined() {
        return left + right;
    }

    /** As in files of merges. */
    @Override
    public String toString() {
        return left + " " + right;
    }
}
