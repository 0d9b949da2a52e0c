package io.diffusion4j.training.data.scenes;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.DataSetProvider;

/** Makes {@code scenes}. */
public final class SceneDataSetProvider implements DataSetProvider<SceneSettings> {
    @Override
    public String type() {
        return "scenes";
    }

    @Override
    public String summary() {
        return "Small landscapes, drawn and captioned by a program, of which all that they show is known";
    }

    @Override
    public Class<SceneSettings> settings() {
        return SceneSettings.class;
    }

    @Override
    public DataSet create(SceneSettings settings, BuildContext context) {
        return new SceneDataSet(settings);
    }
}
