package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.testkit.contract.TextEncoderContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"clip_quickgelu", "clip_gelu_sd2", "clip_gelu_projection"})
class TextEncoderContractTest extends TextEncoderContract {
    @Parameter
    private String name;

    private LoadedEncoder loaded;
    private TextEncoder encoder;

    @BeforeEach
    void load() {
        loaded = new LoadedEncoder(name);
        encoder = loaded.encoder(Map.of());
    }

    @AfterEach
    void free() {
        loaded.close();
    }

    @Override
    protected TextEncoder encoder() {
        return encoder;
    }
}
