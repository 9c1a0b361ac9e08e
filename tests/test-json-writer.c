/* test-json-writer.c: what is written reads back the same
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <float.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>

#include "psc-json-writer-private.h"
#include "psc-types.h"

static GOutputStream *
new_stream (PscJsonWriter **json)
{
  GOutputStream *stream = g_memory_output_stream_new_resizable ();

  *json = _psc_json_writer_new (stream);

  return stream;
}

/* Ends the text and parses it with somebody else's code. */
static JsonNode *
finish (PscJsonWriter  *json,
        GOutputStream  *stream,
        char          **text)
{
  g_autoptr (GError) error = NULL;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  JsonNode *root;

  g_assert_true (_psc_json_writer_finish (json, &error));
  g_assert_no_error (error);
  *text = g_strndup (g_memory_output_stream_get_data (memory),
                     g_memory_output_stream_get_data_size (memory));
  root = json_from_string (*text, &error);
  g_assert_no_error (error);

  return root;
}

static void
test_layout (void)
{
  g_autoptr (PscJsonWriter) json = NULL;
  g_autoptr (GOutputStream) stream = new_stream (&json);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  _psc_json_writer_begin_object (json, NULL, PSC_JSON_LINES);
  _psc_json_writer_add_int (json, "a", 1);
  _psc_json_writer_begin_array (json, "b", PSC_JSON_LINES);
  _psc_json_writer_begin_object (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_null (json, "c");
  _psc_json_writer_add_boolean (json, "d", TRUE);
  _psc_json_writer_end_object (json);
  _psc_json_writer_add_time (json, NULL, PSC_NEVER);
  _psc_json_writer_end_array (json);
  _psc_json_writer_begin_array (json, "e", PSC_JSON_LINES);
  _psc_json_writer_end_array (json);
  _psc_json_writer_end_object (json);

  root = finish (json, stream, &text);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"a\": 1,\n"
                   "  \"b\": [\n"
                   "    {\"c\": null, \"d\": true},\n"
                   "    null\n"
                   "  ],\n"
                   "  \"e\": []\n"
                   "}\n");
}

static void
test_strings (void)
{
  static const char * const values[] = {
    "", "plain", "\"\\/\b\f\n\r\t", "\001\037\177", "é 日本 👩", "\302\205",
    "\342\200\250", "</script>",
  };
  g_autoptr (PscJsonWriter) json = NULL;
  g_autoptr (GOutputStream) stream = new_stream (&json);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  _psc_json_writer_begin_array (json, NULL, PSC_JSON_LINES);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    _psc_json_writer_add_string (json, NULL, values[i]);
  _psc_json_writer_add_string (json, NULL, NULL);
  _psc_json_writer_end_array (json);

  root = finish (json, stream, &text);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (json_array_get_string_element (json_node_get_array (root),
                                                    i), ==, values[i]);
  g_assert_true (json_array_get_null_element (json_node_get_array (root),
                                              G_N_ELEMENTS (values)));
}

static void
test_numbers (void)
{
  static const double doubles[] = {
    0., -1473.6327961234567, .1, 1. / 3., 1e300, DBL_MIN, DBL_MAX, 5.,
  };
  g_autoptr (PscJsonWriter) json = NULL;
  g_autoptr (GOutputStream) stream = new_stream (&json);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  JsonArray *array;

  _psc_json_writer_begin_array (json, NULL, PSC_JSON_INLINE);
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    _psc_json_writer_add_double (json, NULL, doubles[i]);
  _psc_json_writer_add_double (json, NULL, NAN);
  _psc_json_writer_add_double (json, NULL, -INFINITY);
  _psc_json_writer_add_int (json, NULL, G_MAXINT64);
  _psc_json_writer_add_int (json, NULL, -G_MAXINT64);
  _psc_json_writer_add_number (json, NULL, 0);
  _psc_json_writer_end_array (json);

  root = finish (json, stream, &text);
  array = json_node_get_array (root);
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    g_assert_cmpfloat (json_array_get_double_element (array, i), ==,
                       doubles[i]);
  g_assert_true (json_array_get_null_element (array, 8));
  g_assert_true (json_array_get_null_element (array, 9));
  g_assert_cmpint (json_array_get_int_element (array, 10), ==, G_MAXINT64);
  g_assert_cmpint (json_array_get_int_element (array, 11), ==, -G_MAXINT64);
  g_assert_true (json_array_get_null_element (array, 12));
  g_assert_true (g_str_has_prefix (text, "[0, -1473.6327961234567, 0.1, "));
}

static void
test_micros (void)
{
  g_autoptr (PscJsonWriter) json = NULL;
  g_autoptr (GOutputStream) stream = new_stream (&json);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  _psc_json_writer_begin_array (json, NULL, PSC_JSON_INLINE);
  _psc_json_writer_add_micros (json, NULL, 0);
  _psc_json_writer_add_micros (json, NULL, 1234567);
  _psc_json_writer_add_micros (json, NULL, -5);
  _psc_json_writer_add_micros (json, NULL, G_MAXINT64);
  _psc_json_writer_end_array (json);

  root = finish (json, stream, &text);
  g_assert_cmpstr (text, ==,
                   "[0.000, 1234.567, -0.005, 9223372036854775.807]\n");
}

static void
test_decimal_comma (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }

  test_numbers ();
  test_micros ();
  setlocale (LC_NUMERIC, old);
}

static void
test_drain (void)
{
  g_autoptr (PscJsonWriter) json = NULL;
  g_autoptr (GOutputStream) stream = new_stream (&json);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize passed_on;

  _psc_json_writer_begin_array (json, NULL, PSC_JSON_LINES);
  for (guint i = 0; i < 100000; i++)
    {
      _psc_json_writer_add_int (json, NULL, i);
      g_assert_true (_psc_json_writer_drain (json, &error));
    }
  passed_on =
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpuint (passed_on, >, 100000);
  _psc_json_writer_end_array (json);

  root = finish (json, stream, &text);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==,
                    100000);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-writer/layout", test_layout);
  g_test_add_func ("/json-writer/strings", test_strings);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/micros", test_micros);
  g_test_add_func ("/json-writer/decimal-comma", test_decimal_comma);
  g_test_add_func ("/json-writer/drain", test_drain);

  return g_test_run ();
}
