package io.diffusion4j.training.data.folder;

import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.DataSetProvider;

/** Makes {@code image-folder}. */
public final class ImageFolderProvider implements DataSetProvider<ImageFolderSettings> {
    @Override
    public String type() {
        return "image-folder";
    }

    @Override
    public String summary() {
        return "Pictures in a folder, with captions in metadata.jsonl or in a .txt file beside each";
    }

    @Override
    public Class<ImageFolderSettings> settings() {
        return ImageFolderSettings.class;
    }

    @Override
    public DataSet create(ImageFolderSettings settings, BuildContext context) {
        return ImageFolder.open(settings.folder());
    }
}
