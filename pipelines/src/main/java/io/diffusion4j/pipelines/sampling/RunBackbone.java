package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Ownership;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A backbone in one batch, prepared for each conditioning that guidance asks it under when it first does. What it computes
 * ahead is freed when it is closed. Belongs to one thread.
 */
public final class RunBackbone implements Backbone, AutoCloseable {
    private final Backbone backbone;
    private final float[] timesteps;
    private final Ownership ownership = new Ownership();
    private final Map<Conditioning, Prepared> prepared = new IdentityHashMap<>();

    private record Prepared(Backbone backbone, RunMemory memory) {}

    /** @param steps that are to come; those whose timesteps depend on what is sampled may turn out otherwise */
    public RunBackbone(Backbone backbone, List<Step> steps) {
        this.backbone = backbone;
        double[] distinct =
                steps.stream().mapToDouble(Step::timestep).distinct().toArray();
        this.timesteps = new float[distinct.length];
        for (int i = 0; i < distinct.length; i++) {
            timesteps[i] = (float) distinct[i];
        }
    }

    @Override
    public BackboneInfo info() {
        return backbone.info();
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        return prepared.computeIfAbsent(conditioning, c -> prepared(c, timestep.device()))
                .backbone()
                .forward(sample, timestep, conditioning);
    }

    private Prepared prepared(Conditioning conditioning, Device device) {
        RunMemory memory = new RunMemory(RunMemory.LIMIT);
        return ownership.during(() -> {
            Tensor all = HostData.tensor(timesteps, timesteps.length).to(device, ScalarType.Float);
            return new Prepared(backbone.prepare(all, conditioning, memory), memory);
        });
    }

    @Override
    public void close() {
        prepared.values().forEach(p -> p.memory().close());
        prepared.clear();
        ownership.close();
    }
}
