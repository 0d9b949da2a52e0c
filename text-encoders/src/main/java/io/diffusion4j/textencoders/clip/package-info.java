/** CLIP's text side: the byte-pair tokenizer and the text transformer, Radford et al. 2021. */
package io.diffusion4j.textencoders.clip;
