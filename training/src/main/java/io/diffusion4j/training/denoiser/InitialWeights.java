package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Initialization;
import io.diffusion4j.training.parameters.Stored;
import java.util.List;
import java.util.function.Supplier;

/** What training begins with. */
@Doc("The weights that training begins with.")
public record InitialWeights(
        @Doc("fresh: random ones; stored: those of the model's folder.")
        From from,

        @Doc("Ends of the names of fresh weights that are 0, so that blocks begin as if they were not there.")
        List<String> zero,

        @Doc("Ends of the names of fresh tables of embeddings, which begin small.")
        List<String> tables) {

    /** Where they come from. */
    public enum From {
        FRESH {
            @Override
            Initialization of(InitialWeights settings, Supplier<Component> stored) {
                return new FanIn(settings.zero, settings.tables);
            }
        },
        STORED {
            @Override
            Initialization of(InitialWeights settings, Supplier<Component> stored) {
                Component component = stored.get();
                return new Stored(component
                        .weights()
                        .orElseThrow(() -> new ConfigurationException(
                                "task.weights.from: %s has no weights to begin with; choose fresh"
                                        .formatted(component.config().location()))));
            }
        };

        abstract Initialization of(InitialWeights settings, Supplier<Component> stored);
    }

    public InitialWeights {
        Constraints.check(InitialWeights.class, from, zero, tables);
        zero = List.copyOf(zero);
        tables = List.copyOf(tables);
    }

    /**
     * Fresh ones. The last layers of residual branches are 0: in U-Nets and transformers that leaves no branch without
     * gradients, as long as the gates before them are not 0 too.
     */
    public static InitialWeights defaults() {
        return new InitialWeights(
                From.FRESH,
                List.of("conv2.weight", "proj_out.weight", "conv_out.weight"),
                List.of("embedding_table.weight", "pos_embed.pos_embed"));
    }

    /** @param stored the component as the model's folder has it; asked only if its weights are wanted */
    Initialization initialization(Supplier<Component> stored) {
        return from.of(this, stored);
    }
}
