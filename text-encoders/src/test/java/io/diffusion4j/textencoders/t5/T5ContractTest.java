package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.testkit.contract.TextEncoderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class T5ContractTest extends TextEncoderContract {
    private LoadedT5 loaded;
    private TextEncoder encoder;

    @BeforeEach
    void load() {
        loaded = new LoadedT5();
        encoder = loaded.encoder();
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
