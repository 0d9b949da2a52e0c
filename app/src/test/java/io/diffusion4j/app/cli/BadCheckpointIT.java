package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are damaged, or are none. */
class BadCheckpointIT {
    @TempDir
    Path folder;

    @Test
    void weights_that_are_cut_off() {
        ModelCopy model = ModelCopy.in(folder);
        model.cutOff(100);
        assertThat(refusal(model.folder()))
                .startsWith(model.unetWeights().toString())
                .contains("the file is truncated");
    }

    @Test
    void tensors_that_overlap() {
        ModelCopy model = ModelCopy.in(folder);
        String header = """
                {"a": {"dtype": "F32", "shape": [8], "data_offsets": [0, 32]},
                 "b": {"dtype": "F32", "shape": [8], "data_offsets": [16, 48]}}""";
        model.header(header, header.length());
        assertThat(refusal(model.folder()))
                .startsWith(model.unetWeights().toString())
                .contains("overlap");
    }

    @Test
    void a_header_that_claims_to_be_huge() {
        ModelCopy model = ModelCopy.in(folder);
        model.header("{}", 1L << 40);
        assertThat(refusal(model.folder()))
                .startsWith(model.unetWeights().toString())
                .contains("header");
    }

    @Test
    void missing_and_extra_weights() {
        ModelCopy model = ModelCopy.in(folder);
        try (Scope scope = Scope.open()) {
            model.rewrite(tensors -> {
                tensors.put("conv_up.weight", tensors.remove("conv_out.weight"));
                tensors.put("conv_in.bias", torch.zeros(3));
            });
        }
        assertThat(refusal(model.folder()))
                .contains("unet", "missing", "conv_out.weight", "conv_up.weight", "conv_in.bias");
    }

    @Test
    void a_single_file_of_another_family() {
        Path file = folder.resolve("big.safetensors");
        try (Scope scope = Scope.open()) {
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            "conditioner.embedders.1.model.ln_final.weight", torch.zeros(8),
                            "model.diffusion_model.input_blocks.0.0.weight", torch.zeros(8, 4, 3, 3)),
                    Map.of());
        }
        assertThat(refusal(file)).startsWith(file.toString()).contains("looks like Stable Diffusion XL");
    }

    @Test
    void a_pickle() throws IOException {
        Path file = Files.writeString(folder.resolve("model.ckpt"), "\u0080\u0002}q");
        assertThat(refusal(file))
                .startsWith(file.toString())
                .contains("pickle files could run code and are not read; convert it to safetensors");
    }

    @Test
    void a_folder_without_weights() throws IOException {
        ModelCopy model = ModelCopy.in(folder);
        Files.delete(model.unetWeights());
        assertThat(refusal(model.folder()))
                .contains(model.unetWeights().getParent().toString());
    }

    @Test
    void a_folder_that_is_no_model() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(refusal(empty)).startsWith(empty.toString()).contains("model_index.json");
    }

    @Test
    void a_size_that_the_model_cannot_make_leaves_nothing_behind() {
        assertThat(refusal(D4j.TINY_MODEL, "--size=30x32"))
                .isEqualTo("request.width: must be a multiple of 4, got 30; the nearest are 28 and 32");
    }

    private String refusal(Path model, String... options) {
        List<String> before = D4j.tree(folder);
        String option = options.length > 0 ? options[0] : "--seed=1";
        String refusal = D4j.run(folder, "generate", "a red fox", "--model=" + model, "--output=out", option)
                .refusal();
        assertThat(D4j.tree(folder)).isEqualTo(before);
        return refusal;
    }
}
