package io.diffusion4j.core.spi;

/**
 * What a jar can offer: the base of every interface that is looked up through {@code META-INF/services}.
 * Implementations are public classes with a public constructor without parameters. They are made when the host starts,
 * so the constructor and these methods must be quick and touch neither files nor tensors.
 */
public interface Service {
    /**
     * The name by which it is chosen and listed: lower-case letters, digits, {@code +}, {@code .} and {@code -}, such as
     * {@code dpm-solver++}. Unique among those of its kind.
     */
    String type();

    /** One sentence for listings. */
    String summary();
}
