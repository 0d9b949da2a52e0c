package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.spi.Provider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The contract of providers notices what it is for. */
class BrokenProvidersTest extends ProviderContract {
    record Doubling(
            double scale,
            @Doc("Doubled each time that it is read.") double gain) {
        Doubling {
            gain = 2 * gain;
        }

        static Doubling defaults() {
            return new Doubling(1, 1);
        }
    }

    record Shouting() implements GuidanceProvider<Doubling> {
        @Override
        public String type() {
            return "Shouting Loudly";
        }

        @Override
        public Class<Doubling> settings() {
            return Doubling.class;
        }

        @Override
        public String summary() {
            return "in two\nlines";
        }

        @Override
        public Guidance create(Doubling settings, BuildContext context) {
            throw new IllegalStateException("nobody asks for it");
        }
    }

    @Override
    protected Provider<?, ?> provider() {
        return new Shouting();
    }

    @Override
    @Test
    protected void its_type_is_written_like_a_yaml_value() {
        refused(super::its_type_is_written_like_a_yaml_value);
    }

    @Override
    @Test
    protected void its_summary_is_one_line() {
        refused(super::its_summary_is_one_line);
    }

    @Override
    @Test
    protected void it_is_a_public_class_with_a_public_constructor() {
        refused(super::it_is_a_public_class_with_a_public_constructor);
    }

    @Override
    @Test
    protected void every_setting_is_documented() {
        refused(super::every_setting_is_documented);
    }

    @Override
    @Test
    protected void its_settings_come_back_from_what_is_written_of_them() {
        refused(super::its_settings_come_back_from_what_is_written_of_them);
    }

    private static void refused(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }
}
