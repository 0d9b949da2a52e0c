package io.diffusion4j.core.spi;

/**
 * The version of the interfaces in {@code io.diffusion4j.core}. A plugin jar names the one it was built for in its
 * manifest as {@code Diffusion4J-Spi: 1.0}; it loads if the major number is the same and the minor number not newer.
 */
public record SpiVersion(int major, int minor) {
    /** What this host offers. */
    public static final SpiVersion CURRENT = new SpiVersion(1, 0);

    /** The manifest attribute. */
    public static final String ATTRIBUTE = "Diffusion4J-Spi";

    /** @throws IllegalArgumentException if the text is not of the form {@code 1.0} */
    public static SpiVersion parse(String text) {
        if (!text.matches("\\d{1,4}\\.\\d{1,4}")) {
            throw new IllegalArgumentException("SPI version must look like 1.0, got '" + text + "'");
        }
        String[] parts = text.split("\\.");
        return new SpiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Whether a plugin built for {@code other} runs on this version. */
    public boolean runs(SpiVersion other) {
        return major == other.major && minor >= other.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
