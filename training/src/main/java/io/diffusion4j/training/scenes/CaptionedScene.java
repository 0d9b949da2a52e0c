package io.diffusion4j.training.scenes;

import java.util.Set;

/**
 * A scene and words for it.
 *
 * @param caption lower-case English words and commas
 * @param mentions what the caption says beside the kinds of the objects, which it always names
 */
public record CaptionedScene(Scene scene, String caption, Set<Mention> mentions) {
    public CaptionedScene {
        mentions = Set.copyOf(mentions);
    }
}
