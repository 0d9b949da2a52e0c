/** T5's text side as image models use it: the SentencePiece tokenizer and the encoder, Raffel et al. 2020, version 1.1. */
package io.diffusion4j.textencoders.t5;
