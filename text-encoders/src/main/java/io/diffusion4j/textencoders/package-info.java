/** Text encoders with their tokenizers, one package for each kind. */
package io.diffusion4j.textencoders;
