package io.diffusion4j.app.doctor;

import io.diffusion4j.core.error.DeviceException;
import io.diffusion4j.core.runtime.NativeVariants;
import io.diffusion4j.core.runtime.Natives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** What the native libraries say: which variant, whether it loads, which devices it sees. */
public final class NativeFindings {
    /** What libtorch for CUDA 13 links and no Maven artifact brings. */
    private static final List<String> CUDA_LIBRARIES = List.of(
            "libcudart.so.13",
            "libcublas.so.13",
            "libcublasLt.so.13",
            "libcudnn.so.9",
            "libcusolver.so.12",
            "libcusparse.so.12",
            "libnccl.so.2");

    private NativeFindings() {}

    public static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        List<String> variants = NativeVariants.onClassPath();
        try {
            Natives.start();
        } catch (DeviceException e) {
            findings.add(Finding.error("natives", e.getMessage()));
            return findings;
        }
        findings.add(Finding.ok(
                "natives",
                "libtorch %s from %s, unpacked in %s"
                        .formatted(
                                torch.class.getPackage().getImplementationVersion(),
                                variants.stream()
                                        .map(jar -> Path.of(jar).getFileName().toString())
                                        .collect(Collectors.joining(", ")),
                                cacheFolder())));
        findings.addAll(devices(variants));
        return findings;
    }

    private static List<Finding> devices(List<String> variants) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("device", "cpu, " + torch.get_num_threads() + " threads"));
        if (torch.cuda_is_available()) {
            for (int i = 0; i < torch.cuda_device_count(); i++) {
                findings.add(Finding.ok("device", "cuda:" + i));
            }
        } else if (Files.exists(Path.of("/proc/driver/nvidia/version"))) {
            findings.add(Finding.warning("cuda", missing(variants)));
        } else {
            findings.add(Finding.ok("cuda", "no NVIDIA driver on this machine"));
        }
        return findings;
    }

    private static String missing(List<String> variants) {
        if (variants.stream().noneMatch(v -> v.contains("-gpu"))) {
            return "there is an NVIDIA driver, but this build has the CPU libraries: build with -Pcuda";
        }
        List<String> absent =
                CUDA_LIBRARIES.stream().filter(name -> !isOnPath(name)).toList();
        return absent.isEmpty()
                ? "the CUDA libraries are there, but libtorch sees no device; is the driver one for CUDA 13 (580 or newer)?"
                : "not on LD_LIBRARY_PATH: " + String.join(", ", absent) + "; install CUDA 13 and cuDNN 9";
    }

    private static boolean isOnPath(String library) {
        String path = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.concat(
                        Stream.of(path.split(":")), Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/local/cuda/lib64"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.exists(Path.of(folder, library)));
    }

    private static String cacheFolder() {
        try {
            return Loader.getCacheDir().toString();
        } catch (IOException e) {
            return "an unknown folder (" + e.getMessage() + ")";
        }
    }
}
