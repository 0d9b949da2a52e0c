package io.diffusion4j.pipelines.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RunBackboneTest {
    private final List<double[]> prepared = new ArrayList<>();
    private final List<Conditioning> under = new ArrayList<>();

    /** Remembers what it was prepared for, and its first prediction. */
    private final Backbone backbone = new Backbone() {
        @Override
        public BackboneInfo info() {
            return new BackboneInfo(1, 1, 1, Set.of());
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            throw new AssertionError("not prepared");
        }

        @Override
        public Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
            prepared.add(HostData.doubles(timesteps));
            under.add(conditioning);
            return new Remembering(this, memory);
        }
    };

    private record Remembering(Backbone backbone, RunMemory memory) implements Backbone {
        @Override
        public BackboneInfo info() {
            return backbone.info();
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            return memory.at("prediction").get(() -> sample.add(sample));
        }
    }

    @Test
    void it_prepares_each_conditioning_once_for_each_timestep() {
        Conditioning first = new Conditioning(Map.of());
        Conditioning second = new Conditioning(Map.of());
        List<Step> steps = List.of(new Step(0, 3, 900), new Step(1, 3, 500.25), new Step(2, 3, 500.25));
        try (Scope scope = Scope.open();
                RunBackbone run = new RunBackbone(backbone, steps)) {
            for (int i = 0; i < 2; i++) {
                forward(run, first);
                forward(run, second);
            }
        }
        assertThat(prepared).containsExactly(new double[] {900, 500.25}, new double[] {900, 500.25});
        assertThat(under.get(0)).isSameAs(first);
        assertThat(under.get(1)).isSameAs(second);
    }

    @Test
    void closing_frees_what_was_prepared() {
        run();
        long before = Pointer.totalCount();
        run();
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    private void run() {
        try (Scope scope = Scope.open();
                RunBackbone run = new RunBackbone(backbone, List.of(new Step(0, 1, 900)))) {
            forward(run, Conditioning.none());
        }
    }

    private static void forward(Backbone backbone, Conditioning conditioning) {
        try (Scope scope = Scope.open()) {
            backbone.forward(
                    HostData.tensor(new float[] {1}, 1, 1, 1, 1), HostData.tensor(new float[] {900}, 1), conditioning);
        }
    }
}
