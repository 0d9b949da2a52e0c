package io.diffusion4j.training.scenes;

import java.util.SortedSet;

/**
 * Says in words what a scene shows: "a red lighthouse beside the sea at sunset". Captions name some attributes and leave out
 * others, in varying words and orders; what they say is true.
 */
public final class CaptionGrammar {
    /**
     * A caption: a pure function of scene and seed. With the same seed, the mirrored scene gets the same words with left and
     * right exchanged.
     */
    public CaptionedScene caption(Scene scene, long seed) {
        return new CaptionWriter(scene, seed).write();
    }

    /** All words that captions are made of, sorted. */
    public SortedSet<String> vocabulary() {
        return Lexicon.words();
    }
}
