package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** What every provider holds to. */
public abstract class ProviderContract {
    protected abstract Provider<?, ?> provider();

    @Test
    protected void its_type_is_written_like_a_yaml_value() {
        assertThat(provider().type()).matches("[a-z0-9][a-z0-9+.-]*");
    }

    @Test
    protected void its_summary_is_one_line() {
        assertThat(provider().summary()).isNotBlank().doesNotContain("\n");
    }

    @Test
    protected void it_is_a_public_class_with_a_public_constructor() throws NoSuchMethodException {
        assertThat(Modifier.isPublic(provider().getClass().getModifiers())).isTrue();
        assertThat(provider().getClass().getConstructor()).isNotNull();
    }

    @Test
    protected void every_setting_is_documented() {
        assertThat(provider().settings().getRecordComponents())
                .as("settings without @Doc on the component or on the type that it is of")
                .allMatch(component -> component.isAnnotationPresent(Doc.class)
                        || component.getType().isAnnotationPresent(Doc.class));
    }

    @Test
    protected void its_settings_have_defaults() {
        assertThat(defaults()).isInstanceOf(provider().settings());
    }

    @Test
    protected void its_settings_come_back_from_what_is_written_of_them() {
        Record defaults = defaults();
        String written = SettingsJson.toJson(SettingsMap.of(defaults));
        SettingsBinder binder = new SettingsBinder(ServiceProviders.ofClassPath());

        assertThat((Object) binder.bind(
                        YamlDocument.of("settings.yaml", written), provider().settings()))
                .as(written)
                .isEqualTo(defaults);
    }

    private Record defaults() {
        try {
            Method defaults = provider().settings().getDeclaredMethod("defaults");
            assertThat(Modifier.isStatic(defaults.getModifiers())).isTrue();
            defaults.setAccessible(true);
            return (Record) defaults.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(provider().settings() + " has no usable defaults()", e);
        }
    }
}
