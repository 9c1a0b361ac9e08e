/* test-json-stream.c: what is written reads back the same
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <float.h>
#include <locale.h>
#include <math.h>

#include "psc-json-members-private.h"
#include "psc-json-stream-private.h"
#include "psc-types.h"

/* Begins a text with a member "a" in front. */
static PscJsonStream *
begin (GOutputStream **stream)
{
  g_autoptr (JsonObject) head = json_object_new ();

  *stream = g_memory_output_stream_new_resizable ();
  json_object_set_int_member (head, "a", 1);

  return _psc_json_stream_new (*stream, head);
}

/* Ends the text and parses it. */
static JsonObject *
finish (PscJsonStream  *json,
        GOutputStream  *stream,
        char          **text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);

  g_assert_true (_psc_json_stream_finish (json, &error));
  g_assert_no_error (error);
  *text = g_strndup (g_memory_output_stream_get_data (memory),
                     g_memory_output_stream_get_data_size (memory));
  root = json_from_string (*text, &error);
  g_assert_no_error (error);

  return json_node_dup_object (root);
}

/* Writes @element, which is taken, and reads it back. */
static JsonObject *
send_through (JsonObject *element)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (PscJsonStream) json = begin (&stream);
  g_autoptr (JsonObject) root = NULL;
  g_autofree char *text = NULL;

  _psc_json_stream_begin_array (json, "list");
  _psc_json_stream_take (json, element);
  _psc_json_stream_end_array (json);
  root = finish (json, stream, &text);

  return json_object_ref (json_array_get_object_element (
                            json_object_get_array_member (root, "list"), 0));
}

static void
test_layout (void)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (PscJsonStream) json = begin (&stream);
  g_autoptr (JsonObject) root = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  _psc_json_stream_begin_array (json, "none");
  _psc_json_stream_end_array (json);
  _psc_json_stream_begin_array (json, "some");
  for (int i = 0; i < 3; i++)
    {
      JsonObject *element = json_object_new ();

      json_object_set_int_member (element, "b", i);
      json_object_set_object_member (element, "c", json_object_new ());
      _psc_json_stream_take (json, element);
    }
  _psc_json_stream_end_array (json);

  root = finish (json, stream, &text);
  g_assert_cmpuint (json_object_get_size (root), ==, 3);
  g_assert_cmpint (json_object_get_int_member (root, "a"), ==, 1);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (root, "none")), ==, 0);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (root, "some")), ==, 3);

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 10);
  g_assert_cmpstr (lines[0], ==, "{");
  g_assert_cmpstr (lines[2], ==, "  \"none\" : [],");
  g_assert_cmpstr (lines[5], ==, "    {\"b\":1,\"c\":{}},");
  g_assert_cmpstr (lines[9], ==, "");
}

static void
test_strings (void)
{
  static const char * const values[] = {
    "", "plain", "\"\\/\b\f\n\r\t", "\001\037\177", "é 日本 👩", "\302\205",
    "\342\200\250", "</script>",
  };
  g_autoptr (JsonObject) back = NULL;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    _psc_json_take_string (object, values[i], g_strdup (values[i]));
  _psc_json_take_string (object, "none", NULL);

  back = send_through (object);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (json_object_get_string_member (back, values[i]), ==,
                     values[i]);
  g_assert_true (json_object_get_null_member (back, "none"));
}

static void
test_numbers (void)
{
  static const double doubles[] = {
    0., -1473.6327961234567, .1, 1. / 3., 1e300, DBL_MIN, DBL_MAX, 5.,
  };
  static const char * const names[] = { "0", "1", "2", "3", "4", "5", "6", "7" };
  g_autoptr (JsonObject) back = NULL;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    _psc_json_set_double (object, names[i], doubles[i]);
  _psc_json_set_double (object, "nan", NAN);
  _psc_json_set_double (object, "infinite", -INFINITY);
  _psc_json_set_time (object, "late", G_MAXINT64);
  _psc_json_set_time (object, "early", -G_MAXINT64);
  _psc_json_set_time (object, "never", PSC_NEVER);
  _psc_json_set_number (object, "first", 1);
  _psc_json_set_number (object, "none", 0);

  back = send_through (object);
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    g_assert_cmpfloat (json_object_get_double_member (back, names[i]), ==,
                       doubles[i]);
  g_assert_true (json_object_get_null_member (back, "nan"));
  g_assert_true (json_object_get_null_member (back, "infinite"));
  g_assert_cmpint (json_object_get_int_member (back, "late"), ==, G_MAXINT64);
  g_assert_cmpint (json_object_get_int_member (back, "early"), ==,
                   -G_MAXINT64);
  g_assert_true (json_object_get_null_member (back, "never"));
  g_assert_cmpint (json_object_get_int_member (back, "first"), ==, 1);
  g_assert_true (json_object_get_null_member (back, "none"));
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
  setlocale (LC_NUMERIC, old);
}

static void
test_drain (void)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (PscJsonStream) json = begin (&stream);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root = NULL;
  g_autofree char *text = NULL;
  gsize passed_on;

  _psc_json_stream_begin_array (json, "list");
  for (guint i = 0; i < 20000; i++)
    {
      JsonObject *element = json_object_new ();

      json_object_set_int_member (element, "i", i);
      _psc_json_stream_take (json, element);
      g_assert_true (_psc_json_stream_drain (json, &error));
    }
  passed_on =
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpuint (passed_on, >, 100000);
  _psc_json_stream_end_array (json);

  root = finish (json, stream, &text);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (root, "list")), ==, 20000);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-stream/layout", test_layout);
  g_test_add_func ("/json-stream/strings", test_strings);
  g_test_add_func ("/json-stream/numbers", test_numbers);
  g_test_add_func ("/json-stream/decimal-comma", test_decimal_comma);
  g_test_add_func ("/json-stream/drain", test_drain);

  return g_test_run ();
}
