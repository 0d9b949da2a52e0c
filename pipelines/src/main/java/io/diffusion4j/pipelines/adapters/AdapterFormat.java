package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** How a LoRA file names its tensors. Both forms load back to the same change. */
public enum AdapterFormat {
    /** {@code unet.mid_block.attn1.to_q.lora_A.weight}; readers take alpha to be the rank, so it is multiplied into B. */
    DIFFUSERS {
        @Override
        void add(Map<String, Tensor> tensors, String component, String layer, LoraPair pair) {
            String name = component + "." + layer;
            tensors.put(name + ".lora_A.weight", pair.down());
            tensors.put(name + ".lora_B.weight", pair.up().mul(new Scalar(pair.factor())));
        }
    },
    /** {@code lora_unet_mid_block_attn1_to_q.lora_down.weight}, with alpha beside it. */
    KOHYA {
        @Override
        void add(Map<String, Tensor> tensors, String component, String layer, LoraPair pair) {
            String name = AdapterKey.flatStart(component) + layer.replace('.', '_');
            tensors.put(name + ".lora_down.weight", pair.down());
            tensors.put(name + ".lora_up.weight", pair.up());
            tensors.put(
                    name + ".alpha",
                    HostData.tensor(new double[] {pair.alpha()}).to(pair.up()));
        }
    };

    abstract void add(Map<String, Tensor> tensors, String component, String layer, LoraPair pair);

    /**
     * Writes a file that appears complete or not at all.
     *
     * @param component of the model: {@code unet}
     * @param layers by the names that the model has for them, without {@code .weight}
     * @throws io.diffusion4j.core.error.OutputException if it cannot be written
     */
    public void write(Path file, String component, Map<String, LoraPair> layers) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new TreeMap<>();
            layers.forEach((layer, pair) -> add(tensors, component, layer, pair));
            SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
        }
    }
}
