package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.autoencoders.SlicedAutoencoder;
import io.diffusion4j.autoencoders.TiledAutoencoder;
import io.diffusion4j.autoencoders.TilingSettings;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.testkit.contract.AutoencoderContract;
import io.diffusion4j.testkit.golden.GoldenModel;
import io.diffusion4j.testkit.golden.GoldenSetup;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain, and in the ways that save memory. */
@ParameterizedClass
@MethodSource("ways")
class AutoencoderContractTest extends AutoencoderContract {
    private static GoldenModel<Autoencoder> model;

    @Parameter
    private UnaryOperator<Autoencoder> way;

    static Stream<UnaryOperator<Autoencoder>> ways() {
        return Stream.of(
                UnaryOperator.identity(),
                SlicedAutoencoder::new,
                whole -> new TiledAutoencoder(whole, new TilingSettings(16, 0.25)));
    }

    @BeforeAll
    static void load() {
        Path folder = Path.of(System.getProperty("goldens"), "vae", "kl_sd1");
        model = GoldenModel.load(
                GoldenSetup.cpu(ServiceProviders.ofClassPath()),
                Autoencoder.class,
                new KlProvider(),
                ReferenceConfigs.read(folder.resolve("config.json")),
                folder.resolve("diffusion_pytorch_model.safetensors"));
    }

    @AfterAll
    static void free() {
        model.close();
    }

    @Override
    protected Autoencoder autoencoder() {
        return way.apply(model.part());
    }
}
