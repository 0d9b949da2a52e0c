package io.diffusion4j.backbones.dit.mmdit;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.backbones.dit.ControlNetGoldens;
import io.diffusion4j.backbones.dit.SeededWeights;
import io.diffusion4j.backbones.dit.SmallBackbones;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MMDiTControlNetTest {
    @ParameterizedTest
    @ValueSource(strings = {"mmdit/controlnet", "mmdit/controlnet-extra-channel"})
    void residuals_are_those_of_the_reference(String path) {
        ControlNetGoldens.assertSame(path, MMDiTControlNet::fromReference, MMDiTControlNetTest::residuals);
    }

    private static Map<String, Tensor> residuals(MMDiTControlNet net, ControlNetGoldens.Call call) {
        List<Tensor> residuals = net.residuals(
                call.input("hidden_states"),
                call.input("timestep"),
                Conditioning.ofContext(call.input("encoder_hidden_states"))
                        .with(Conditioning.POOLED, call.input("pooled_projections")),
                call.input("controlnet_cond"),
                call.strength());
        Map<String, Tensor> byName = new TreeMap<>();
        residuals.forEach(residual -> byName.put(Integer.toString(byName.size()), residual));
        return byName;
    }

    @Test
    void a_backbone_takes_what_the_net_tells_it_and_nothing_at_strength_zero() {
        try (Scope scope = Scope.open()) {
            MMDiTControlNet net = MMDiTControlNet.fromReference(
                    new ReferenceConfig(
                            "controlnet/config.json",
                            Map.of(
                                    "sample_size", 8,
                                    "in_channels", 4,
                                    "num_layers", 1,
                                    "num_attention_heads", 2,
                                    "attention_head_dim", 8,
                                    "caption_projection_dim", 16,
                                    "joint_attention_dim", 12,
                                    "pooled_projection_dim", 10,
                                    "pos_embed_max_size", 6)),
                    SmallBackbones.context(new SeededWeights()));
            Backbone backbone = SmallBackbones.of(SmallBackbones.mmdit(false), new SeededWeights());
            Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 8);
            Tensor timestep = HostData.tensor(new float[] {700}, 1);
            Conditioning plain = Conditioning.ofContext(new SeededWeights().get("text", 1, 3, 12))
                    .with(Conditioning.POOLED, new SeededWeights().get("pooled", 1, 10));
            double[] alone = HostData.doubles(backbone.forward(sample, timestep, plain));
            Conditioning none = net.steer(sample, timestep, plain, sample, 0);
            Conditioning some = net.steer(sample, timestep, plain, sample, 0.5);
            assertThat(HostData.doubles(backbone.forward(sample, timestep, none)))
                    .containsExactly(alone);
            assertThat(HostData.doubles(backbone.forward(sample, timestep, some)))
                    .isNotEqualTo(alone);
        }
    }
}
