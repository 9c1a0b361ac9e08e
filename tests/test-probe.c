/* test-probe.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-probe.h"
#include "psc-test-utils.h"

#define LONG_NS  (PSC_TEST_DEADLINE_MS * (PSC_NSEC_PER_SEC / 1000))
#define SHORT_NS (PSC_NSEC_PER_SEC / 10)

typedef struct
{
  char        *directory;
  char        *tools;
  PscListing  *listing;
  PscSettings *settings;
} Fixture;

/* Twice as many files as are tried. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < 2 * PSC_PROBE_MAX_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%02u", i);

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);

  fixture->directory = psc_test_make_directory ((const char * const *) names);
  fixture->tools = psc_test_make_directory (NULL);
  fixture->listing = psc_test_list (fixture->directory);
  fixture->settings = psc_settings_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_listing_unref (fixture->listing);
  psc_settings_free (fixture->settings);
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->tools);
  g_free (fixture->directory);
  g_free (fixture->tools);
}

static void
set_script (Fixture    *fixture,
            const char *script)
{
  g_auto (GStrv) argv = psc_test_make_program (fixture->tools, "step", script);

  psc_pipeline_unref (fixture->settings->pipeline);
  fixture->settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append_command (
    fixture->settings->pipeline, "step", (const char * const *) argv, NULL));
}

static gint64
probe (Fixture       *fixture,
       gint64         limit_ns,
       GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  psc_probe_async (fixture->listing, fixture->settings, limit_ns, NULL,
                   psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);

  return psc_probe_finish (result, error);
}

/* The first files in their order, each once, whatever the settings say of
 * workers. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *log = g_build_filename (fixture->tools, "log", NULL);
  g_autofree char *script = g_strdup_printf ("basename \"$1\" >> '%s'", log);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  set_script (fixture, script);
  fixture->settings->mode = PSC_MODE_PROCESS;
  fixture->settings->workers = 4;
  fixture->settings->tasks_per_worker = 1;
  g_assert_cmpint (probe (fixture, LONG_NS, &error), >, 0);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (log, &contents, NULL, NULL));
  lines = g_strsplit (g_strchomp (contents), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, PSC_PROBE_MAX_FILES);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==,
                     psc_listing_get_name (fixture->listing, i));
}

/* Files that are done in time tell how long one takes. */
static void
test_some_in_time (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_script (fixture, "case \"$1\" in *-00) ;; *) exec sleep 60 ;; esac");
  g_assert_cmpint (probe (fixture, PSC_NSEC_PER_SEC, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

static void
test_none_in_time (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  set_script (fixture, "exec sleep 60");
  g_assert_cmpint (probe (fixture, SHORT_NS, &error), ==, PSC_NEVER);
  g_assert_no_error (error);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

/* What keeps a run from beginning keeps this one, too. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  psc_pipeline_unref (fixture->settings->pipeline);
  fixture->settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (fixture->settings->pipeline,
                                      "step=/no/such/program", NULL));
  g_assert_cmpint (probe (fixture, LONG_NS, &error), ==, PSC_NEVER);
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_script (fixture, "exec sleep 60");
  psc_probe_async (fixture->listing, fixture->settings, LONG_NS, cancellable,
                   psc_test_result_cb, &result);
  psc_test_wait_until (psc_test_count_children () > 0);
  g_cancellable_cancel (cancellable);
  psc_test_wait_until (result != NULL);

  g_assert_cmpint (psc_probe_finish (result, &error), ==, PSC_NEVER);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/probe/first", test_first);
  ADD ("/probe/some-in-time", test_some_in_time);
  ADD ("/probe/none-in-time", test_none_in_time);
  ADD ("/probe/error", test_error);
  ADD ("/probe/cancelled", test_cancelled);

  return g_test_run ();
}
