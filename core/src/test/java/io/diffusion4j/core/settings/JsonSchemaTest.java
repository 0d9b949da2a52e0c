package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final Map<String, Object> SCHEMA = JsonSchema.of(TestRun.class, new TestParts());
    private static final Schema VALIDATOR = validator(SCHEMA);

    private static Schema validator(Map<String, Object> schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SettingsJson.toJson(schema));
    }

    private static boolean accepts(String yaml) {
        return VALIDATOR.validate(yaml, InputFormat.YAML).isEmpty();
    }

    private static boolean binds(String yaml) {
        try {
            Bindings.bind(TestRun.class, yaml);
            return true;
        } catch (io.diffusion4j.core.error.ConfigurationException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: m",
                "{model: m, dtype: bfloat16}",
                "{model: m, scheduler: euler}",
                "{model: m, scheduler: {type: euler, beta-end: 0.5, sigma-spacing: sgm-uniform}}",
                "{model: m, output: {formats: [png, jpg], limits: {a: 1}, overwrite: false}}",
                "{model: m, request: {prompt: x, steps: 3, timesteps: [1, 2.5], guidance: {type: cfg, scale: 3}}}",
                "{model: m, request: {guidance: {scale: 3}}}",
            })
    void what_binds_is_valid(String yaml) {
        assertThat(accepts(yaml)).isTrue();
        assertThat(binds(yaml)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{model: m, modle: m}",
                "{model: [m]}",
                "{model: m, dtype: float}",
                "{model: m, scheduler: eulr}",
                "{model: m, scheduler: {beta-end: 0.5}}",
                "{model: m, scheduler: {type: euler, beta-end: 1.5}}",
                "{model: m, scheduler: {type: dpm-solver++, beta-end: 0.5}}",
                "{model: m, output: {formats: png}}",
                "{model: m, output: {limits: {a: b}}}",
                "{model: m, request: {steps: 0}}",
                "{model: m, request: {width: 4}}",
                "{model: m, request: {guidance: {type: cfg}}}",
            })
    void what_does_not_bind_is_invalid(String yaml) {
        assertThat(accepts(yaml)).isFalse();
        assertThat(binds(yaml)).isFalse();
    }

    @Test
    void the_schema_tells_docs_ranges_and_defaults() {
        Map<?, ?> request = (Map<?, ?>) ((Map<?, ?>) SCHEMA.get("properties")).get("request");
        assertThat(((Map<?, ?>) request.get("properties")).get("steps"))
                .isEqualTo(Map.of(
                        "type",
                        "integer",
                        "minimum",
                        1L,
                        "maximum",
                        10_000L,
                        "description",
                        "Number of inference steps",
                        "default",
                        20));
        assertThat(request.get("description")).isEqualTo("What to make");
        assertThat(SCHEMA.get("required")).isEqualTo(List.of("model"));
    }

    @Test
    void the_schema_itself_is_valid_and_always_the_same() {
        String text = SettingsJson.toJson(SCHEMA);
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(SettingsJson.toJson(JsonSchema.of(TestRun.class, new TestParts())))
                .isEqualTo(text);
    }

    @Test
    void without_providers_no_part_is_valid() {
        Providers none = new Providers() {
            @Override
            public <P extends Service> List<P> all(Class<P> kind) {
                return List.of();
            }
        };
        Schema schema = validator(JsonSchema.of(GenerationRequest.class, none));
        assertThat(schema.validate("scheduler: euler", InputFormat.YAML)).isNotEmpty();
        assertThat(schema.validate("steps: 3", InputFormat.YAML)).isEmpty();
    }
}
