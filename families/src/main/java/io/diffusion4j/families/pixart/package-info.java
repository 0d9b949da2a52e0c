/** PixArt-alpha and PixArt-sigma. */
package io.diffusion4j.families.pixart;
