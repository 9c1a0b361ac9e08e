/* test-message.c: what pool and worker say before there is work
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-message.h"

static void
test_hello (void)
{
  g_autoptr (GVariant) message =
    g_variant_ref_sink (psc_message_new_hello ());
  g_autoptr (GError) error = NULL;
  PscHello hello;

  g_assert_true (g_variant_is_of_type (message, PSC_MESSAGE_HELLO));
  g_assert_true (psc_message_read_hello (message, &hello, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (hello.version, ==, PSC_PROTOCOL_VERSION);
  g_assert_cmpint (hello.pid, ==, getpid ());
  g_assert_cmpint (hello.now_ns, >, 0);
  g_assert_cmpint (hello.now_ns, <=, psc_clock_now_ns ());
}

static void
test_bad_hello (void)
{
  static const struct
  {
    const char *magic;
    guint32     version;
    gint64      pid;
    gint64      now_ns;
    int         code;
  } cases[] = {
    { "", PSC_PROTOCOL_VERSION, 1, 1, PSC_ERROR_PROTOCOL },
    { "poolscope-worker2", PSC_PROTOCOL_VERSION, 1, 1, PSC_ERROR_PROTOCOL },
    { "poolscope-worker", PSC_PROTOCOL_VERSION + 1, 1, 1, PSC_ERROR_VERSION },
    { "poolscope-worker", 0, 1, 1, PSC_ERROR_VERSION },
    { "poolscope-worker", PSC_PROTOCOL_VERSION, 0, 1, PSC_ERROR_PROTOCOL },
    { "poolscope-worker", PSC_PROTOCOL_VERSION, -1, 1, PSC_ERROR_PROTOCOL },
    { "poolscope-worker", PSC_PROTOCOL_VERSION, 1, -1, PSC_ERROR_PROTOCOL },
    { "poolscope-worker", PSC_PROTOCOL_VERSION, 1, G_MININT64,
      PSC_ERROR_PROTOCOL },
    { "poolscope-worker", PSC_PROTOCOL_VERSION, 1, G_MAXINT64,
      PSC_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) message = g_variant_ref_sink (
        g_variant_new ("(suxx)", cases[i].magic, cases[i].version,
                       cases[i].pid, cases[i].now_ns));
      g_autoptr (GError) error = NULL;
      PscHello hello;

      g_assert_false (psc_message_read_hello (message, &hello, &error));
      g_assert_error (error, PSC_ERROR, cases[i].code);
    }
}

static void
test_setup (void)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) read = NULL;
  g_autoptr (GVariant) message = NULL;
  g_autoptr (GError) error = NULL;

  psc_pipeline_append (settings->pipeline, "own=/bin/x '' {} -{}", NULL);
  psc_pipeline_append_command (settings->pipeline, "bytes",
                               (const char *[]) { "/\xff", "\n", NULL },
                               NULL);
  settings->work = PSC_MAX_WORK;
  settings->seed = G_MAXUINT32;
  settings->streams = PSC_STREAMS_INDEPENDENT;
  settings->step_timeout_ns = G_MAXINT64;

  message = g_variant_ref_sink (psc_message_new_setup (settings));
  g_assert_true (g_variant_is_of_type (message, PSC_MESSAGE_SETUP));
  g_assert_true (psc_message_read_setup (message, &read, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read->work, ==, PSC_MAX_WORK);
  g_assert_cmpuint (read->seed, ==, G_MAXUINT32);
  g_assert_cmpint (read->streams, ==, PSC_STREAMS_INDEPENDENT);
  g_assert_cmpint (read->step_timeout_ns, ==, G_MAXINT64);
  g_assert_true (psc_pipeline_equal (read->pipeline, settings->pipeline));
}

/* The settings with one key's value replaced; none: left out. */
static void
assert_setup (const char *key,
              GVariant   *value,
              gboolean    possible)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) read = NULL;
  g_autoptr (GVariant) whole =
    g_variant_ref_sink (psc_message_new_setup (settings));
  g_autoptr (GVariant) message = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, whole);
  g_variant_dict_remove (&dict, key);
  if (value != NULL)
    g_variant_dict_insert_value (&dict, key, value);
  message = g_variant_ref_sink (g_variant_dict_end (&dict));

  g_assert_cmpint (psc_message_read_setup (message, &read, &error), ==,
                   possible);
  if (possible)
    g_assert_no_error (error);
  else
    g_assert_nonnull (error);
}

static void
test_bad_setup (void)
{
  static const char * const keys[] = {
    "steps", "work", "seed", "streams", "step-timeout",
  };

  /* Unknown keys are passed over, known ones are needed. */
  assert_setup ("later", g_variant_new_string ("x"), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      assert_setup (keys[i], NULL, FALSE);
      assert_setup (keys[i], g_variant_new_string ("1"), FALSE);
    }

  assert_setup ("work", g_variant_new_uint32 (PSC_MAX_WORK), TRUE);
  assert_setup ("work", g_variant_new_uint32 (PSC_MAX_WORK + 1), FALSE);
  assert_setup ("streams", g_variant_new_uint32 (1), TRUE);
  assert_setup ("streams", g_variant_new_uint32 (2), FALSE);
  assert_setup ("streams", g_variant_new_uint32 (G_MAXUINT32), FALSE);
  assert_setup ("step-timeout", g_variant_new_int64 (-1), FALSE);
}

/* As many steps as @count, commands or built-in ones */
static GVariant *
steps_new (guint    count,
           gboolean commands)
{
  GVariantBuilder steps;

  g_variant_builder_init (&steps, G_VARIANT_TYPE ("a(saay)"));
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("step-%u", i);
      const char *argv[] = { commands ? "/bin/true" : NULL, NULL };

      g_variant_builder_add (&steps, "(s^aay)", name, argv);
    }

  return g_variant_builder_end (&steps);
}

static void
test_bad_steps (void)
{
  const char *no_program[] = { "", "x", NULL };
  GVariantBuilder steps;

  for (guint commands = 0; commands < 2; commands++)
    {
      assert_setup ("steps", steps_new (0, commands), FALSE);
      assert_setup ("steps", steps_new (1, commands), TRUE);
      assert_setup ("steps", steps_new (PSC_MAX_STEPS, commands), TRUE);
      assert_setup ("steps", steps_new (PSC_MAX_STEPS + 1, commands), FALSE);
      assert_setup ("steps", steps_new (1000, commands), FALSE);
    }

  g_variant_builder_init (&steps, G_VARIANT_TYPE ("a(saay)"));
  g_variant_builder_add (&steps, "(s^aay)", "a", no_program);
  assert_setup ("steps", g_variant_builder_end (&steps), FALSE);
}

static void
test_chunk (void)
{
  static const char * const paths[] = {
    "/a b", "/\xff\n", "/-", "/{}", "",
  };
  g_autoptr (GVariant) message =
    g_variant_ref_sink (psc_message_new_chunk (G_MAXUINT32, paths,
                                               G_N_ELEMENTS (paths)));
  g_auto (GStrv) read = NULL;
  guint first;

  g_assert_true (g_variant_is_of_type (message, PSC_MESSAGE_CHUNK));
  psc_message_read_chunk (message, &first, &read);
  g_assert_cmpuint (first, ==, G_MAXUINT32);
  g_assert_cmpuint (g_strv_length (read), ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpstr (read[i], ==, paths[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/hello", test_hello);
  g_test_add_func ("/message/bad-hello", test_bad_hello);
  g_test_add_func ("/message/setup", test_setup);
  g_test_add_func ("/message/bad-setup", test_bad_setup);
  g_test_add_func ("/message/bad-steps", test_bad_steps);
  g_test_add_func ("/message/chunk", test_chunk);

  return g_test_run ();
}
