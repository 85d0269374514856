/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One entry of a timeline. */
#include "model/rg-event.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* The bits of an id, from the lowest on. Days count from 1860. */
#define RG_EVENT_ROW_BITS 31
#define RG_EVENT_KIND_BITS 4
#define RG_EVENT_MINUTE_BITS 11
#define RG_EVENT_DAY_ZERO 40000
#define RG_EVENT_DAY_MOST 131071

struct _RgEvent
{
  GObject parent_instance;

  gint64 id;
  gint64 subject;
  char *title;
  char *subtitle;
  char *detail;
  char *spoken;
  char *words;
  char *more;
};

enum { PROP_0, PROP_ID, PROP_OPENS, PROP_HAS_MORE, PROP_MORE, PROP_TITLE, PROP_SUBTITLE,
       PROP_DETAIL, PROP_SPOKEN, PROP_ICON_NAME, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgEvent, rg_event, G_TYPE_OBJECT)

static const struct
{
  const char *word;
  const char *icon;
} kinds[RG_N_EVENTS] = {
  [RG_EVENT_PURCHASE] = { N_("Purchases"), "view-list-symbolic" },
  [RG_EVENT_RETURN] = { N_("Returns"), "edit-undo-symbolic" },
  [RG_EVENT_NOTE] = { N_("Notes"), "document-edit-symbolic" },
  [RG_EVENT_CALL] = { N_("Calls"), "call-start-symbolic" },
  [RG_EVENT_WEB] = { N_("Web Shop"), "web-browser-symbolic" },
  [RG_EVENT_CAMPAIGN] = { N_("Campaigns"), "mail-unread-symbolic" },
  [RG_EVENT_TASK] = { N_("Tasks"), "object-select-symbolic" },
  [RG_EVENT_TICKET] = { N_("Tickets"), "chat-message-new-symbolic" },
  [RG_EVENT_DISCOUNT] = { N_("Discounts"), "emblem-favorite-symbolic" },
  [RG_EVENT_POINTS] = { N_("Points"), "starred-symbolic" },
  [RG_EVENT_PERMISSION] = { N_("Permission"), "channel-secure-symbolic" },
  [RG_EVENT_IMPORT] = { N_("Imports"), "document-save-symbolic" },
  [RG_EVENT_EDIT] = { N_("Edits"), "document-open-recent-symbolic" },
};

gint64
rg_event_id_make (RgDay day, int minute, RgEventKind kind, gint64 row)
{
  const gint64 days = CLAMP (day + RG_EVENT_DAY_ZERO, 1, RG_EVENT_DAY_MOST);

  return ((((days << RG_EVENT_MINUTE_BITS) | (minute + 1)) << RG_EVENT_KIND_BITS | (gint64) kind)
          << RG_EVENT_ROW_BITS) |
         row;
}

RgDay
rg_event_id_get_day (gint64 id)
{
  return (RgDay) (id >> (RG_EVENT_ROW_BITS + RG_EVENT_KIND_BITS + RG_EVENT_MINUTE_BITS)) -
         RG_EVENT_DAY_ZERO;
}

int
rg_event_id_get_minute (gint64 id)
{
  return (int) (id >> (RG_EVENT_ROW_BITS + RG_EVENT_KIND_BITS) &
                ((1 << RG_EVENT_MINUTE_BITS) - 1)) - 1;
}

RgEventKind
rg_event_id_get_kind (gint64 id)
{
  return (RgEventKind) (id >> RG_EVENT_ROW_BITS & ((1 << RG_EVENT_KIND_BITS) - 1));
}

gint64
rg_event_id_get_row (gint64 id)
{
  return id & ((G_GINT64_CONSTANT (1) << RG_EVENT_ROW_BITS) - 1);
}

const char *
rg_event_kind_word (RgEventKind kind)
{
  g_return_val_if_fail (kind < RG_N_EVENTS, "");
  return _(kinds[kind].word);
}

void
rg_event_row_free (RgEventRow *row)
{
  g_free (row->title);
  g_free (row->words);
  g_free (row->more);
  g_free (row->by);
  g_free (row);
}

static const char *
rg_event_get_text (RgEvent *self, guint id)
{
  switch (id)
    {
    case PROP_MORE:
      return self->more;
    case PROP_TITLE:
      return self->title;
    case PROP_SUBTITLE:
      return self->subtitle;
    case PROP_DETAIL:
      return self->detail;
    case PROP_SPOKEN:
      return self->spoken;
    case PROP_ICON_NAME:
      return kinds[rg_event_id_get_kind (self->id)].icon;
    default:
      return NULL;
    }
}

static void
rg_event_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgEvent *self = RG_EVENT (object);
  const char *text = rg_event_get_text (self, id);

  if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else if (id == PROP_OPENS)
    g_value_set_boolean (value, rg_event_id_get_kind (self->id) != RG_EVENT_WEB);
  else if (id == PROP_HAS_MORE)
    g_value_set_boolean (value, self->more && *self->more);
  else
    g_value_set_string (value, text ? text : "");
}

static void
rg_event_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ID)
    RG_EVENT (object)->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_event_finalize (GObject *object)
{
  RgEvent *self = RG_EVENT (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->detail);
  g_free (self->spoken);
  g_free (self->words);
  g_free (self->more);
  G_OBJECT_CLASS (rg_event_parent_class)->finalize (object);
}

static void
rg_event_class_init (RgEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { [PROP_MORE] = "more", [PROP_TITLE] = "title",
                                       [PROP_SUBTITLE] = "subtitle",
                                       [PROP_DETAIL] = "detail", [PROP_SPOKEN] = "spoken",
                                       [PROP_ICON_NAME] = "icon-name" };

  object_class->get_property = rg_event_get_property;
  object_class->set_property = rg_event_set_property;
  object_class->finalize = rg_event_finalize;
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                           G_PARAM_STATIC_STRINGS);
  props[PROP_OPENS] = g_param_spec_boolean ("opens", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (guint id = PROP_MORE; id < N_PROPS; id++)
    props[id] = g_param_spec_string (names[id], NULL, NULL, "",
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_event_init (RgEvent *self)
{
}

gint64
rg_event_get_id (RgEvent *self)
{
  g_return_val_if_fail (RG_IS_EVENT (self), 0);
  return self->id;
}

gint64
rg_event_get_subject (RgEvent *self)
{
  g_return_val_if_fail (RG_IS_EVENT (self), 0);
  return self->subject;
}

const char *
rg_event_get_title (RgEvent *self)
{
  g_return_val_if_fail (RG_IS_EVENT (self), NULL);
  return self->title ? self->title : "";
}

const char *
rg_event_get_words (RgEvent *self)
{
  g_return_val_if_fail (RG_IS_EVENT (self), NULL);
  return self->words ? self->words : "";
}

/* "7 Nov 2026, 14:30 · Amina" */
static char *
rg_event_dup_when (gint64 id, const char *by)
{
  GString *text = g_string_new (NULL);
  const int minute = rg_event_id_get_minute (id);
  g_autofree char *day = rg_day_format (rg_event_id_get_day (id));

  g_string_append (text, day);
  if (minute >= 0)
    {
      g_autofree char *time = rg_time_format (minute * 60);

      g_string_append_printf (text, ", %s", time);
    }
  if (by && *by)
    g_string_append_printf (text, " · %s", by);
  return g_string_free_and_steal (text);
}

void
rg_event_fill (RgEvent *self, const RgEventRow *row, const char *currency)
{
  const RgEventKind kind = rg_event_id_get_kind (self->id);
  const gboolean money = row && (kind <= RG_EVENT_RETURN
                                 || (kind == RG_EVENT_DISCOUNT && row->net_minor != 0));
  g_autofree char *subtitle = row ? rg_event_dup_when (row->id, row->by) : g_strdup ("");
  g_autofree char *detail = money ? rg_money_format (row->net_minor, currency) : g_strdup ("");

  g_set_str (&self->title, row ? row->title : "");
  g_set_str (&self->subtitle, subtitle);
  g_set_str (&self->detail, detail);
  g_set_str (&self->words, row ? row->words : NULL);
  g_set_str (&self->more, row ? row->more : NULL);
  g_free (self->spoken);
  self->spoken = g_strdup_printf ("%s, %s%s%s%s%s", self->title, self->subtitle,
                                  *self->detail ? ", " : "", self->detail,
                                  self->more && *self->more ? ", " : "",
                                  self->more ? self->more : "");
  self->subject = row ? row->subject : 0;
  for (guint id = PROP_HAS_MORE; id < PROP_ICON_NAME; id++)
    g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}
