package io.diffusion4j.backbones.dit.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.cat;

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
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;

class FluxControlNetTest {
    @Test
    void residuals_are_those_of_the_reference() {
        ControlNetGoldens.assertSame(
                "flux/controlnet-union", FluxControlNet::fromReference, FluxControlNetTest::residuals);
    }

    private static Map<String, Tensor> residuals(FluxControlNet net, ControlNetGoldens.Call call) {
        Conditioning conditioning = Conditioning.ofContext(call.input("encoder_hidden_states"))
                .with(Conditioning.POOLED, call.input("pooled_projections"))
                .with(Conditioning.GUIDANCE, call.input("guidance"))
                .with(FluxControlNet.MODE, call.input("controlnet_mode"));
        Tensor ids = cat(new TensorVector(call.input("txt_ids"), call.input("img_ids")), 0)
                .unsqueeze(0);
        FluxControlNet.Residuals residuals = net.residuals(
                call.input("hidden_states"),
                call.input("timestep"),
                conditioning,
                ids,
                call.input("controlnet_cond"),
                call.strength());
        Map<String, Tensor> byName = new TreeMap<>();
        residuals.joint().tensors().forEach(residual -> byName.put("0." + byName.size(), residual));
        int joint = byName.size();
        residuals.single().tensors().forEach(residual -> byName.put("1." + (byName.size() - joint), residual));
        return byName;
    }

    @Test
    void a_backbone_takes_what_the_net_tells_it_and_nothing_at_strength_zero() {
        try (Scope scope = Scope.open()) {
            FluxControlNet net = FluxControlNet.fromReference(
                    new ReferenceConfig(
                            "controlnet/config.json",
                            Map.of(
                                    "in_channels", 16,
                                    "num_layers", 1,
                                    "num_single_layers", 1,
                                    "num_attention_heads", 2,
                                    "attention_head_dim", 8,
                                    "joint_attention_dim", 12,
                                    "pooled_projection_dim", 10,
                                    "axes_dims_rope", List.of(2, 4, 2))),
                    SmallBackbones.context(new SeededWeights()));
            Backbone backbone = SmallBackbones.of(SmallBackbones.flux(false), new SeededWeights());
            Tensor sample = new SeededWeights().get("sample", 1, 4, 8, 8);
            Tensor timestep = HostData.tensor(new float[] {0.7f}, 1);
            Conditioning plain = FluxTest.text(1);
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
