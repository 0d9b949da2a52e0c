package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.TensorSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A component of a model as a single file tells it.
 *
 * @param name {@code vae}
 * @param className the class that reads its weights
 * @param published the config that holds where no folder gives one
 * @param facts what the file itself tells, such as widths by shapes; it holds against any config
 * @param weights under the reference implementation's names; absent if the file lacks them
 * @param needed whether the family cannot do without its weights
 * @param tokenizer the component with the tokenizer that belongs to it and is in no file
 */
public record FilePart(
        String name,
        String className,
        ReferenceConfig published,
        Map<String, ?> facts,
        Optional<TensorSource> weights,
        boolean needed,
        Optional<Tokenizer> tokenizer) {

    /**
     * @param component {@code tokenizer_2}
     * @param builtIn whether there is one to use where no folder gives it
     */
    public record Tokenizer(String component, boolean builtIn) {}

    /** A part that the family needs and whose config is the published one. */
    public static FilePart of(
            String name, String className, ReferenceConfig published, Optional<TensorSource> weights) {
        return new FilePart(name, className, published, Map.of(), weights, true, Optional.empty());
    }

    public FilePart withFacts(Map<String, ?> told) {
        return new FilePart(name, className, published, told, weights, needed, tokenizer);
    }

    public FilePart withTokenizer(String component, boolean builtIn) {
        return new FilePart(
                name, className, published, facts, weights, needed, Optional.of(new Tokenizer(component, builtIn)));
    }

    /** A part that the family can do without. */
    public FilePart optional() {
        return new FilePart(name, className, published, facts, weights, false, tokenizer);
    }

    /** @param given the config that holds instead of the published one */
    Component component(Optional<ReferenceConfig> given) {
        Map<String, Object> told = new HashMap<>(facts);
        // some readers tell classes apart by it
        told.put("_class_name", className);
        ReferenceConfig config = given.orElse(published).with(told);
        return new Component(name, className, config, weights.map(w -> ReferenceNames.of(className, w)));
    }
}
