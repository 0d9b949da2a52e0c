package io.diffusion4j.training.data.scenes;

import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.scenes.CaptionGrammar;
import io.diffusion4j.training.scenes.CaptionedScene;
import io.diffusion4j.training.scenes.Scene;
import io.diffusion4j.training.scenes.SceneDistribution;
import io.diffusion4j.training.scenes.SceneRenderer;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The first scenes of a seed's sequence. */
record SceneDataSet(SceneSettings settings) implements DataSet {
    private static final SceneDistribution DISTRIBUTION = new SceneDistribution();
    private static final SceneRenderer RENDERER = new SceneRenderer();
    private static final CaptionGrammar GRAMMAR = new CaptionGrammar();

    @Override
    public long size() {
        return settings.count();
    }

    @Override
    public Extent extent(long number) {
        return new Extent(settings.size(), settings.size());
    }

    @Override
    public BufferedImage image(long number) {
        return RENDERER.render(scene(number), settings.size());
    }

    @Override
    public Caption caption(long number, SplittableRandom random) {
        CaptionedScene captioned = GRAMMAR.caption(scene(number), random.nextLong());
        return new Caption(captioned.caption(), SceneAttributes.named(captioned));
    }

    @Override
    public Map<String, String> truth(long number) {
        return SceneAttributes.truth(scene(number));
    }

    @Override
    public Map<String, List<String>> attributes() {
        return SceneAttributes.ALL;
    }

    private Scene scene(long number) {
        return DISTRIBUTION.at(settings.seed(), number);
    }
}
