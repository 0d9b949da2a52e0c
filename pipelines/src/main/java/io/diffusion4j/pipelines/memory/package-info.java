/** What a run needs of the machine's memory. */
package io.diffusion4j.pipelines.memory;
