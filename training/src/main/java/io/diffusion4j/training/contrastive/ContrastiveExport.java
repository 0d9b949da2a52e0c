package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.textencoders.clip.ClipTextSettings;
import io.diffusion4j.textencoders.clip.ClipTokenizerFiles;
import io.diffusion4j.training.measure.JudgeSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** Writes a text encoder as transformers does, its tokenizer beside it, and a judge. */
record ContrastiveExport(Path folder, DType dtype) {
    private static final String WEIGHTS = "model.safetensors";

    void tokenizer(List<String> merges, int length) {
        try {
            ClipTokenizerFiles.write(folder.resolve("tokenizer"), merges, length);
        } catch (IOException e) {
            throw failed(folder.resolve("tokenizer"), e);
        }
    }

    /** @param weights by the names of transformers' CLIPTextModel */
    void textEncoder(ClipTextSettings settings, int projectionWidth, Map<String, Tensor> weights) {
        Map<String, Object> config = new LinkedHashMap<>();
        int end = settings.vocabularySize() - 1;
        config.put("architectures", List.of("CLIPTextModel"));
        config.put("attention_dropout", 0.0);
        config.put("bos_token_id", end - 1);
        config.put("eos_token_id", end);
        config.put("pad_token_id", end);
        config.put("hidden_act", settings.activation().name().toLowerCase(Locale.ROOT));
        config.put("hidden_size", settings.width());
        config.put("initializer_factor", 1.0);
        config.put("initializer_range", 0.02);
        config.put("intermediate_size", settings.feedForwardWidth());
        config.put("layer_norm_eps", settings.normEpsilon());
        config.put("max_position_embeddings", settings.positions());
        config.put("model_type", "clip_text_model");
        config.put("num_attention_heads", settings.heads());
        config.put("num_hidden_layers", settings.layers());
        config.put("projection_dim", projectionWidth);
        config.put("torch_dtype", dtype.name().toLowerCase(Locale.ROOT));
        config.put("vocab_size", settings.vocabularySize());
        write(folder.resolve("text_encoder"), config, weights);
    }

    void judge(JudgeSettings settings, Map<String, Tensor> weights) {
        write(folder.resolve("judge"), settings.toConfig(), weights);
    }

    private void write(Path target, Map<String, Object> config, Map<String, Tensor> weights) {
        try (Scope scope = Scope.open()) {
            Files.createDirectories(target);
            byte[] json = SettingsJson.toJson(config).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(target.resolve("config.json"), channel -> channel.write(ByteBuffer.wrap(json)));
            Map<String, Tensor> stored = new TreeMap<>();
            weights.forEach((name, weight) -> stored.put(name, weight.detach().toType(dtype.scalarType())));
            SafetensorsWriter.write(target.resolve(WEIGHTS), stored, Map.of("format", "pt"));
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private static OutputException failed(Path target, IOException e) {
        return new OutputException(target + ": cannot be written: " + IoReason.of(e), e);
    }
}
