package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Two factors that are both called temperature, of the predicted noise and of the initial noise. */
public final class TemperatureProvider implements SamplingMethodProvider<TemperatureSettings> {
    @Override
    public String type() {
        return "temperature";
    }

    @Override
    public String summary() {
        return "Scales the noise that the model predicts, and the noise that a run starts from.";
    }

    @Override
    public Class<TemperatureSettings> settings() {
        return TemperatureSettings.class;
    }

    @Override
    public SamplingMethod create(TemperatureSettings settings, BuildContext context) {
        return new Temperature(settings.predicted(), settings.initial());
    }
}
