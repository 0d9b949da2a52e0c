package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlEntitiesTest {
    @ParameterizedTest
    @MethodSource
    void references_are_resolved_as_the_html_standard_does(String text, String expected) {
        assertThat(HtmlEntities.unescape(text)).isEqualTo(expected);
    }

    static Stream<Arguments> references_are_resolved_as_the_html_standard_does() {
        return Stream.of(
                arguments("&amp;", "&"),
                arguments("&amp", "&"),
                arguments("&AMP", "&"),
                arguments("&notit;", "\u00acit;"),
                arguments("&notin;", "\u2209"),
                arguments("&notanentity;", "\u00acanentity;"),
                arguments("&#39;", "'"),
                arguments("&#x27;", "'"),
                arguments("&#0;", "\ufffd"),
                arguments("&#x80;", "\u20ac"),
                arguments("&#128", "\u20ac"),
                arguments("&#xD800;", "\ufffd"),
                arguments("&#1114112;", "\ufffd"),
                arguments("&#99999999999999999999;", "\ufffd"),
                arguments("&#x0000000041;", "A"),
                arguments("&#11;", ""),
                arguments("&#12;", "\f"),
                arguments("&#13;", "\r"),
                arguments("&#xFFFE;", ""),
                arguments("&#x1FFFF;", ""),
                arguments("&eacute;clair", "\u00e9clair"),
                arguments("&nbsp;", "\u00a0"),
                arguments("&", "&"),
                arguments("&&amp;;", "&&;"),
                arguments("&#;", "&#;"),
                arguments("&#x;", "&#x;"),
                arguments("&CounterClockwiseContourIntegral;", "\u2233"),
                arguments("&NotEqualTilde;", "\u2242\u0338"),
                arguments("&a", "&a"),
                arguments("&lt&gt", "<>"),
                arguments("fish&chips;", "fish&chips;"),
                arguments("&fjlig;", "fj"),
                arguments("&copy2024", "\u00a92024"),
                arguments("AT&T", "AT&T"),
                arguments("&#x9f;", "\u0178"),
                arguments("&#160;", "\u00a0"),
                arguments("&#64976;", ""),
                arguments(
                        "&zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzamp;",
                        "&zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzamp;"),
                arguments("&am\np;", "&am\np;"),
                arguments("&#00;", "\ufffd"),
                arguments("&#127;", ""),
                arguments("&amp;lt;", "&lt;"));
    }
}
