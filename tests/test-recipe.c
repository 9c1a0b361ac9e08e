/* test-recipe.c: a run as a line for a shell, and as a Python program
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-recipe.h"

static PscSettings *
new_settings (PscMode mode)
{
  PscSettings *settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = 4;

  return settings;
}

static void
set_steps (PscSettings        *settings,
           const char * const *definitions)
{
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  for (guint i = 0; definitions[i] != NULL; i++)
    g_assert_true (psc_pipeline_append (settings->pipeline, definitions[i],
                                        NULL));
}

static void
assert_line (const PscSettings *settings,
             const char        *directory,
             PscListingFlags    flags,
             const char        *expected)
{
  g_autofree char *line = psc_recipe_dup_command_line (settings, directory,
                                                       flags);

  g_assert_cmpstr (line, ==, expected);
}

/* Only what differs from the defaults is said. */
static void
test_command_line (void)
{
  g_autoptr (PscSettings) process = new_settings (PSC_MODE_PROCESS);
  g_autoptr (PscSettings) thread = new_settings (PSC_MODE_THREAD);

  assert_line (process, "/usr/include", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 /usr/include");

  process->tasks_per_worker = 5;
  process->chunk_size = 3;
  assert_line (process, "/d", PSC_LISTING_HIDDEN | PSC_LISTING_RECURSIVE,
               "poolscope-cli run --workers=4 --chunk-size=3 "
               "--tasks-per-worker=5 --hidden --recursive /d");

  thread->work = 0;
  thread->seed = 7;
  thread->streams = PSC_STREAMS_INDEPENDENT;
  thread->global_lock = TRUE;
  thread->step_timeout_ns = 2 * PSC_NSEC_PER_SEC + PSC_NSEC_PER_SEC / 2;
  assert_line (thread, "/d", PSC_LISTING_DEFAULT,
               "poolscope-cli run --mode=thread --workers=4 --work=0 --seed=7 "
               "--streams=independent --global-lock --step-timeout=2.5 /d");
}

/* Own steps have no time limit unless one is given, the others have. */
static void
test_steps (void)
{
  g_autoptr (PscSettings) settings = new_settings (PSC_MODE_PROCESS);

  settings->step_timeout_ns = 0;
  assert_line (settings, "/d", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 --step-timeout=0 /d");

  set_steps (settings, (const char *[]) { "lines=wc -l", "compute",
                                          "again=compute",
                                          "quoted=grep 'a b' {}", NULL });
  assert_line (settings, "/d", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 '--step=lines=wc -l {}' "
               "--step=compute --step=again=compute "
               "'--step=quoted=grep '\\''a b'\\'' {}' /d");

  settings->step_timeout_ns = PSC_DEFAULT_STEP_TIMEOUT_NS;
  set_steps (settings, (const char *[]) { "compute", NULL });
  assert_line (settings, "/d", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 --step-timeout=30 "
               "--step=compute /d");
}

/* No name ends the word, expands, or reaches the terminal as it is. */
static void
test_quoting (void)
{
  g_autoptr (PscSettings) settings = new_settings (PSC_MODE_PROCESS);

  assert_line (settings, "/a b/$HOME", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 '/a b/$HOME'");
  assert_line (settings, "/it's", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 '/it'\\''s'");
  assert_line (settings, "/größe", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 '/größe'");
  assert_line (settings, "/a\xff b\n", PSC_LISTING_DEFAULT,
               "poolscope-cli run --workers=4 "
               "\"$(printf '/a\\377\\040b\\012')\"");
}

typedef struct
{
  PscMode     mode;
  guint       chunk_size;
  guint       tasks_per_worker;
  const char *contains[3];
} PoolCase;

static const PoolCase pool_cases[] = {
  { PSC_MODE_PROCESS, 0, 0,
    { "CHUNK_SIZE = None", "context.Pool(WORKERS) as pool",
      "chunksize=CHUNK_SIZE" } },
  { PSC_MODE_PROCESS, 3, 10,
    { "CHUNK_SIZE = 3\n", "FILES_PER_WORKER = 10\n",
      "maxtasksperchild=chunks" } },
  { PSC_MODE_PROCESS_EXECUTOR, 0, 0,
    { "CHUNK_SIZE = 1\n", "ProcessPoolExecutor(", "get_context(\"fork\")" } },
  { PSC_MODE_PROCESS_EXECUTOR, 2, 10,
    { "CHUNK_SIZE = 2\n", "maxtasksperchild=chunks", "context.Pool(" } },
  { PSC_MODE_THREAD, 0, 0,
    { "ThreadPoolExecutor(WORKERS)", "pool.map(run_file, tasks)",
      "numpy.random.seed(SEED)" } },
  { PSC_MODE_THREAD, 5, 0,
    { "CHUNK_SIZE = 5\n", "tasks[i:i + CHUNK_SIZE]", NULL } },
  { PSC_MODE_DUMMY, 0, 0,
    { "multiprocessing.dummy.Pool(WORKERS)", "CHUNK_SIZE = None", NULL } },
};

static void
test_python_pools (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pool_cases); i++)
    {
      const PoolCase *c = &pool_cases[i];
      g_autoptr (PscSettings) settings = new_settings (c->mode);
      g_autofree char *program = NULL;

      settings->chunk_size = c->chunk_size;
      settings->tasks_per_worker = c->tasks_per_worker;
      program = psc_recipe_dup_python (settings, "/d", PSC_LISTING_DEFAULT);
      g_assert_nonnull (strstr (program, "WORKERS = 4\n"));
      g_assert_nonnull (strstr (program, "TIME_LIMIT = 30 "));
      for (guint k = 0; k < G_N_ELEMENTS (c->contains); k++)
        if (c->contains[k] != NULL)
          g_assert_nonnull (strstr (program, c->contains[k]));
    }
}

/* What the run does not need is not in the program. */
static void
test_python_parts (void)
{
  g_autoptr (PscSettings) settings = new_settings (PSC_MODE_THREAD);
  g_autofree char *commands = NULL;
  g_autofree char *numbers = NULL;

  settings->step_timeout_ns = 0;
  set_steps (settings, (const char *[]) { "l=wc \"-l\" '\\\"'", NULL });
  commands = psc_recipe_dup_python (settings, "/a\xff\"", PSC_LISTING_HIDDEN);
  g_assert_true (g_utf8_validate (commands, -1, NULL));
  g_assert_nonnull (strstr (commands,
                            "DIRECTORY = os.fsdecode(b\"/a\\xff\\\"\")\n"));
  g_assert_nonnull (strstr (commands, "HIDDEN = True\n"));
  g_assert_nonnull (strstr (commands, "TIME_LIMIT = None\n"));
  g_assert_nonnull (strstr (commands,
                            "(\"l\", [\"wc\", \"-l\", \"\\\\\\\"\", \"{}\"])"));
  g_assert_null (strstr (commands, "numpy"));
  g_assert_null (strstr (commands, "os.walk"));

  settings->global_lock = TRUE;
  settings->streams = PSC_STREAMS_INDEPENDENT;
  set_steps (settings, (const char *[]) { "compute", NULL });
  numbers = psc_recipe_dup_python (settings, "/d", PSC_LISTING_RECURSIVE);
  g_assert_nonnull (strstr (numbers, "RandomState([SEED, number])"));
  g_assert_nonnull (strstr (numbers, "with LOCK:"));
  g_assert_nonnull (strstr (numbers, "os.walk"));
  g_assert_null (strstr (numbers, "subprocess"));
  g_assert_null (strstr (numbers, "numpy.random.seed"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe/command-line", test_command_line);
  g_test_add_func ("/recipe/steps", test_steps);
  g_test_add_func ("/recipe/quoting", test_quoting);
  g_test_add_func ("/recipe/python/pools", test_python_pools);
  g_test_add_func ("/recipe/python/parts", test_python_parts);

  return g_test_run ();
}
