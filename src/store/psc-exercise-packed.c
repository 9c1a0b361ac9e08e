/* psc-exercise-packed.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-packed"

#include "config.h"

#include "psc-exercise-document.h"
#include "psc-exercise-packed-private.h"

/**
 * _psc_exercise_packed_write:
 * @stream: where to write; it stays open
 * @result: a #PscExerciseResult
 *
 * Does psc_exercise_document_write(), packed by gzip.
 */
gboolean
_psc_exercise_packed_write (GOutputStream  *stream,
                            gpointer        result,
                            GError        **error)
{
  g_autoptr (GZlibCompressor) packer =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) packed =
    g_converter_output_stream_new (stream, G_CONVERTER (packer));

  g_filter_output_stream_set_close_base_stream (
    G_FILTER_OUTPUT_STREAM (packed), FALSE);

  return psc_exercise_document_write (packed, result, error) &&
         g_output_stream_close (packed, NULL, error);
}

/**
 * _psc_exercise_packed_read:
 * @stream: what _psc_exercise_packed_write() has written, or anything else
 *
 * Returns: (transfer full) (nullable): what psc_exercise_document_read()
 *   returns
 */
PscExerciseResult *
_psc_exercise_packed_read (GInputStream  *stream,
                           GError       **error)
{
  g_autoptr (GZlibDecompressor) unpacker =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) unpacked =
    g_converter_input_stream_new (stream, G_CONVERTER (unpacker));

  return psc_exercise_document_read (unpacked, error);
}
