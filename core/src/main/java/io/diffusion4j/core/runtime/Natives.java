package io.diffusion4j.core.runtime;

import io.diffusion4j.core.error.DeviceException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts libtorch once per process, deliberately configured. Everything that makes tensors passes through here first,
 * so nothing has to be called by hand.
 */
public final class Natives {
    private static final class Started {
        static {
            configure();
            List<String> variants = NativeVariants.onClassPath();
            if (variants.size() > 1) {
                throw new DeviceException(
                        "several builds of libtorch are on the class path, of which a process can hold only"
                                + " one; remove all but one of " + variants);
            }
            try {
                Loader.load(torch.class);
                torch.set_num_threads(Threads.compute());
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                throw new DeviceException(
                        "libtorch cannot be loaded on " + Loader.getPlatform() + ": " + e.getMessage()
                                + "; put org.bytedeco:pytorch-platform on the class path, and see `d4j doctor`",
                        e);
            }
        }

        static void touch() {}
    }

    private Natives() {}

    /**
     * Lifts JavaCPP's memory limits unless they are set: it counts mapped files as physical memory and would fail healthy
     * processes at its default. JavaCPP reads them once, when its first class is used, so a host that uses JavaCPP before
     * it uses Diffusion4J calls this first. Loads nothing.
     */
    public static void configure() {
        for (String limit : new String[] {"org.bytedeco.javacpp.maxPhysicalBytes", "org.bytedeco.javacpp.maxBytes"}) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "0");
            }
        }
    }

    /**
     * Loads the native libraries on first use and sets the number of compute threads; later calls cost nothing.
     *
     * @throws DeviceException if they are missing or do not fit this machine
     */
    public static void start() {
        try {
            Started.touch();
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof DeviceException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
