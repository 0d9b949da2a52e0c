package io.diffusion4j.training.data.folder;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import java.nio.file.Path;

/** Settings of {@code image-folder}. */
@Doc("Pictures in a folder, with captions in metadata.jsonl or in a text file beside each.")
public record ImageFolderSettings(
        @Doc("The folder; folders in it are looked into. Pictures are .png, .jpg, .jpeg, .bmp and .gif files.")
        Path folder) {
    public ImageFolderSettings {
        Constraints.check(ImageFolderSettings.class, folder);
    }
}
