package io.diffusion4j.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The libtorch builds for this platform on the class path: for the CPU, for CUDA, or by mistake both. */
public final class NativeVariants {
    private NativeVariants() {}

    /** The jar files that bring one; a path that contains {@code -gpu} is for CUDA. Loads no native library. */
    public static List<String> onClassPath() {
        List<String> jars = new ArrayList<>();
        for (String extension : List.of("", "-gpu")) {
            String library = "org/bytedeco/pytorch/" + Loader.getPlatform() + extension + "/"
                    + System.mapLibraryName("jnitorch");
            try {
                for (URL url :
                        Collections.list(NativeVariants.class.getClassLoader().getResources(library))) {
                    jars.add(url.getPath().replaceAll("^file:|!.*$", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the class path cannot be read", e);
            }
        }
        return List.copyOf(jars);
    }
}
