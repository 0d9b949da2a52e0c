package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.diffusion.NoisePoint;
import io.diffusion4j.training.latents.LatentSource;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingContext;
import io.diffusion4j.training.task.TrainingTask;
import io.diffusion4j.training.timesteps.Experience;
import io.diffusion4j.training.timesteps.Times;
import io.diffusion4j.training.timesteps.TimestepSampler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** Noises the latents of captioned pictures and asks the backbone what was done. */
final class DenoiserTask implements TrainingTask {
    /** Before the names of what the sampler of timesteps has learned. */
    private static final String EXPERIENCE = "timesteps.";

    private final TrainingContext context;
    private final DenoisingLoss loss;
    private final Inputs inputs;
    private final TimestepSampler sampler;
    private final Outputs outputs;
    private final Ownership owned;
    private Experience experience;

    /** What batches are made of. */
    record Inputs(LatentSource latents, AutoencoderInfo info, Conditions conditions) {}

    /** Where the model goes. */
    record Outputs(TrainedBackbone trained, TensorExport tensors, Sampler sampler) {}

    DenoiserTask(
            TrainingContext context,
            DenoisingLoss loss,
            Inputs inputs,
            TimestepSampler sampler,
            Outputs outputs,
            Ownership owned) {
        this.context = context;
        this.loss = loss;
        this.inputs = inputs;
        this.sampler = sampler;
        this.outputs = outputs;
        this.owned = owned;
        this.experience = sampler.start();
    }

    @Override
    public Loss loss(Draw draw) {
        Batch batch = context.order().batch(draw);
        Times times = sampler.draw(experience, draw.random("timesteps"), batch.numbers().length);
        List<NoisePoint> points = Arrays.stream(times.values())
                .mapToObj(loss.objective().process()::at)
                .toList();
        try (Scope scope = Scope.open()) {
            Tensor clean = clean(draw);
            Tensor noise = draw.normal("noise", context.device(), HostData.shape(clean));
            Tensor errors =
                    loss.errors(clean, noise, points, inputs.conditions().of(batch, draw));
            Tensor weighted = errors.mul(like(errors, loss.objective().weights(points)));
            Tensor value = weighted.mul(like(errors, times.weights())).mean();
            learn(times, weighted);
            return new Loss(
                    scope.keep(value),
                    Map.of("error", scope.keep(errors.detach().mean())));
        }
    }

    /** Latents as the backbone takes them, [batch, channels, height, width]. */
    private Tensor clean(Draw draw) {
        try (Scope scope = Scope.open()) {
            Posterior posterior = inputs.latents().posterior(draw);
            Tensor noise = draw.normal("posterior", context.device(), HostData.shape(posterior.mean()));
            return scope.keep(inputs.info().scale(posterior.sample(noise)));
        }
    }

    private void learn(Times times, Tensor weighted) {
        if (sampler.learns()) {
            experience = sampler.learn(experience, times, HostData.doubles(weighted));
        }
    }

    private static Tensor like(Tensor errors, double[] values) {
        return HostData.tensor(values, values.length).to(errors);
    }

    @Override
    public void export(Path folder) {
        outputs.trained().export(folder);
        Map<String, Tensor> learned = inputs.conditions().nullCondition().learned();
        if (!learned.isEmpty()) {
            outputs.tensors().write(folder.resolve("null_condition.safetensors"), learned);
        }
    }

    @Override
    public void sample(Path folder, long step) {
        outputs.sampler().write(folder, step);
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>();
        experience
                .values()
                .forEach((name, values) -> state.put(EXPERIENCE + name, HostData.tensor(values, values.length)));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Map<String, double[]> values = new TreeMap<>();
        experience.values().keySet().forEach(name -> values.put(name, HostData.doubles(state.get(EXPERIENCE + name))));
        experience = new Experience(values);
    }

    @Override
    public void close() {
        inputs.latents().close();
        outputs.sampler().pipeline().close();
        outputs.trained().close();
        owned.close();
    }
}
