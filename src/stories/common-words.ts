/** In how many of 400 articles a common word of news stands. Names are not among them: they are the news. */
export interface Commonness {
  readonly articles: number;
  readonly words: string;
}

/*
 * By language. English and French are counted (the share of the events of labelled news, rounded down by steps of two),
 * one form for each stem; German is a reader's guess. Stop words are not read at all.
 */
export const COMMON_WORDS: Readonly<Record<string, readonly Commonness[]>> = {
  de: [
    {
      articles: 80,
      words:
        'jahr sagte neue montag dienstag mittwoch donnerstag freitag samstag sonntag uhr prozent menschen stadt',
    },
    {
      articles: 40,
      words:
        'angaben polizei deutschland land tag tage woche wochen monat monate jahren ersten erste zweite letzten mann ' +
        'frau kinder worden geht gibt kommt steht sollen sei seien laut sprecher sprecherin mitteilte teilte erklärte ' +
        'erst rund mindestens knapp etwa euro million millionen ende zeit teil leben spiel welt haus zwei drei vier ' +
        'fünf sechs sieben acht neun zehn nacht morgen abend vormittag nachmittag mittag heute gestern bisher bereits ' +
        'künftig weitere weiteren großen große gut viele wenige mehr',
    },
    {
      articles: 12,
      words:
        'bürgermeister rat gemeinde kreis behörde behörden feuerwehr bürger anwohner einwohner straße straßen schule ' +
        'schulen unternehmen firma betrieb kilometer meter zentimeter meilen stunden minuten minute stunde januar ' +
        'februar märz april mai juni juli august september oktober november dezember regierung minister präsident ' +
        'gericht staatsanwaltschaft opfer verletzte verletzt tote getötet unfall brand feuer wetter sturm regen ' +
        'schaden schäden brücke fluss küste hafen insel fahrt bahn zug züge bus auto fahrer fahrzeug wagen verein ' +
        'mannschaft sieg niederlage tor tore trainer saison spieler liga team zuschauer gäste punkt punkte arbeit ' +
        'mitarbeiter beschäftigte gewerkschaft streik kosten geld preis preise plan pläne projekt entscheidung ' +
        'entschied stimmen wahl partei grund gründe folge folgen fall frage fragen antwort problem lage chef chefin ' +
        'leiter leiterin direktor direktorin familie vater mutter sohn tochter junge mädchen freunde alter ' +
        'krankenhaus klinik ärzte patienten wasser boden luft nähe norden süden osten westen region ort platz weg ' +
        'seite anfang sonntagabend nachricht nachrichten bericht zeitung wollte wollen konnte konnten musste müssen ' +
        'sollte sollten wurde wurden soll kann sieht sehen ging gehen kam kommen stand stehen blieb bleibt bleiben ' +
        'lag liegt liegen machte machen nahm nehmen fand finden brachte bringen führte führt führen hielt hält halten ' +
        'begann beginnt zeigte zeigt gab geben ließ lassen sprach sagt sagen hieß heißt gilt gehört braucht fehlt ' +
        'fehlen ganz kurz lang lange hoch alte alten kleine kleinen nächste nächsten eigene eigenen ganze gemeinsam ' +
        'neuen neuer neues',
    },
  ],
  en: [
    // Kinds of events: what two of a kind have in common.
    {
      articles: 10,
      words:
        'accident aftershock airport arson ballot blaze bridge bus closure collision council councillor crash crew ' +
        'cyclone disease driver drought earthquake eruption evacuated explosion ferry fire firefighters flood ' +
        'flooding gale harbour hurricane inquest kidnapped landslide layoffs league lorry magnitude match merger ' +
        'mine motorway outage outbreak overturned passengers pirates port quake rail recall referendum resignation ' +
        'robbery route sailing ship shook shake sinking storm strike striker tide tornado train tram tsunami ' +
        'turnout union verdict volcano vote walkout warning wildfire wind',
    },
    {
      articles: 100,
      words: 'day down first going just last new one people reported says she time told two when will year',
    },
    {
      articles: 56,
      words:
        'according added against around asked away back believe called case charges city claims close comes continue ' +
        'country court during end even face family following forces former found four game government group head help ' +
        'home including know left live look made man manager may members monday month move national near need news ' +
        'next night number off office officials part pictured place plan played points police president put recent ' +
        'right run second see service set show side start state support taken team think three took top tried turned ' +
        'used video want wednesday week win work world',
    },
    {
      articles: 28,
      words:
        'able account accused across act action admitted again age ago ahead allegedly allow almost along already ' +
        'always american among announced appeared april area arrested association attack attempt authorities based ' +
        'beat became become began behind best big body british building business campaign car carried caused ' +
        'celebrity champions chance change chief child children clear club company completely concerned confirmed ' +
        'considered control cost couple critical current cut deal death decided decision defender described despite ' +
        'died different director due earlier early east effort election event ever every executive expected failed ' +
        'far february feel few fight final find fire five football forward friday friends front full general getting ' +
        'give given goals good great half hand happened having health heard hearing held high history hit hold hope ' +
        'hospital hours incident increase information injuries international investigation involved issue january job ' +
        'joined keep killed known later latest launched law leader leading least leaving life likely little local ' +
        'long lose lost lot love major making march mark match means media meeting men million minister minutes miss ' +
        'moment money morning mother name north offer old once open operation order others outside own park party ' +
        'past pay per performance person players political position possible post power previous problems protect ' +
        'provide public question reached read really received record related released remain research response result ' +
        'return revealed saturday school scored season security seemed seen sent serious served seven several share ' +
        'short signed six son speaking spending spokesman sports stand star statement stop street success suffered ' +
        'suggested sunday taking talk things third thought thursday today total training travel tuesday victory vote ' +
        'walked warned watch went whether why without woman won wrote young',
    },
    {
      articles: 14,
      words:
        'above accept access achieve activity actually address administration affected afternoon agency agreed aid ' +
        'aim air although amount answer anyone anything apparently approach armed arrived assault assistant attend ' +
        'attorney available average award bad ball ban bank battle beginning benefits better bid biggest bill black ' +
        'board bomb book born boss boy break bring brother brought buy candidate cannot capital card care career ' +
        'caught cent center central centre century certain chairman challenge championship check clash coach ' +
        'colleagues collection comments committed committee common community compared competition condition ' +
        'conference confidence connection conservative contact controversial convicted council counts course cover ' +
        'crash created crime criminal crowd custody customers daily damage data date daughter dead decades december ' +
        'defeat defence defense delivered demand denied designed details determine development device difficult ' +
        'direct district doctors does doing done draw dressed driver driving dropped economy education effect eight ' +
        'either emergency enjoyed enough ensure entered entire escape european everyone everything evidence ' +
        'experience experts explained expressed extremely fact fall fans father fear features federal fell fellow ' +
        'figures filed film financial finish firm fit flight flying focus food foreign form fourth free fund further ' +
        'future gained gave girl global gone ground growing guilty happy hard heart herself highest host huge human ' +
        'hundreds husband identified images immediately impact important impressive improve individuals industry ' +
        'initially injured inside insisted instead institute interest internet interview jail judge july june justice ' +
        'key lack land large late lawyer learned led legal legislation less let letter level light limited line link ' +
        'list longer loss low main market married matter measures medical message met midfielder miles military ' +
        'mobile murder network nine northern note nothing november occurred october often online opportunity ' +
        'opposition organisation organization original owner paid pair parents particularly partner passed passengers ' +
        'period phone photo picked plane pleaded policy potential pounds practice prepared present presidential press ' +
        'pressure prevent prime prison private process produce programme projects promised promoted prosecutors ' +
        'protesters prove published pulled push quickly quite race radio raised rate rather real reasons red referred ' +
        'refused region relationship removed replace representative request required residents respect responded ' +
        'retired review risk rivals road role room round rule save saw scene scientists search seat secret secretary ' +
        'seeking send senior sentence september series sexual shocked shooting shot shown significant similar single ' +
        'sister site sitting small social someone something source special spent spot staff stage station stay step ' +
        'store story strike striker strong struggling student study summer sure surprise suspect system table target ' +
        'teachers teenager tell ten term test thanks themselves though thousands threat tie title together tour ' +
        'towards town trial trip troops twice understand union urged van victim view visit waiting war water wearing ' +
        'website weekend whole whose wife winner women words workers worried worth wounded wrong yesterday yet',
    },
    {
      articles: 7,
      words:
        'ability absence absolutely abuse accident accompanied acknowledged activists additional adds adopted ' +
        'advanced adviser affairs agents aggressive agreement aircraft airlines airport al alert allies alone ' +
        'alongside amid analysts animals annual appeal application apply appointed approved argued argument army art ' +
        'artist assessment athletes attention attracted august avoid aware baby bail balance band bar basis beautiful ' +
        'bed behaviour below bigger billion birth bit blamed blast block blood blow blue boasts boost border bought ' +
        'box boyfriend branch brand brief broke broken budget built burns camera camp cancer capable captain captured ' +
        'cash cast catching ceremony channel charity chase choice choose chosen church citing citizens civil class ' +
        'coalition coast cold college com combination commander commission communications compete complained ' +
        'complaint computer condemned conduct conflict confronted consistent constitution consultation consumer ' +
        'contain content contract contribute cope corner correct credit crew crisis criticised cross crying dangerous ' +
        'de debate declared declined definitely demonstrations deputy deserved desperate destroyed detectives ' +
        'devastated diet disappointed discovered discussion disease display disputes divided division documents ' +
        'dollars dominant door double doubt dozen dramatic dream drink driven drug duty earned eastern eat economic ' +
        'edge else emails emotional employee employment encouraged energy enforcement engaged engines entertainment ' +
        'equality equipment especially established estimated euros exactly except exchange excited existing expenses ' +
        'experienced explosion exposed extended extensive extra eye factors fair false famous fantastic fast fatal ' +
        'female festival field fifth fighters finance fine flooding floor foot footage fortune fought fraud ' +
        'frequently fuel fully gathered gay generation giant girlfriend goalkeeper goes gold governor grant greater ' +
        'growth guards guide gun guy harm hate heavily heavy higher highlighted historic holiday honour hotel hurt ' +
        'ice idea identity illegal imposed income independent indicated influence inspector inspired intelligence ' +
        'intended intense intent investment invited island items itself joint journey jump jury kept kick kids kind ' +
        'knew lady larger largest lawmakers lay leadership leg legend lied lifted listen loan location lower machine ' +
        'magazine maintain male marriage massive maybe meals meant memory mental militants mind ministry minor ' +
        'mission model modern monitor mostly multiple music natural necessary negotiations net newspaper nomination ' +
        'normal noticed object obviously occasion offences offensive oil older ongoing onto opinion opponents opposed ' +
        'option outrage overall pace packed page pain panel paper parliament patients payments peace penalty pension ' +
        'percent perfect perhaps photographs physical piece pitch plant playback pleased pledged politicians poor ' +
        'popular population pose possession praised predicted preference pretty price primary priority probably ' +
        'proceedings products professional program progress prompted property proposed prosecution province ' +
        'qualifying quarter quiet ran range ranking rape rare ready reality rebels recalled recommended recovered ' +
        'reduce reduction reflect regarding register regular regulations rejected remarks remember repeatedly replied ' +
        'rescue reserve resignation rest restrictions reverse riding rise roll rose route row rushing sad safe safety ' +
        'sales sanctions sat scheduled scheme science select sell separate session sex ship shop sight simple simply ' +
        'situation sixth size sky slightly slow smile society soldiers sometimes soon sort sound southern space ' +
        'sparked specifically speech speed spell spirit split spoke spread squad square standards status stolen stone ' +
        'storm straight strength stressed stretch struck style subject substitute sudden suit sum supply surrounding ' +
        'survey survived suspended sustained task tax taxpayer teaching tears technology teen television temperatures ' +
        'tensions territory terror terrorist text threatened throughout throwing tickets tipped touch tough tourist ' +
        'tournament track trade traditional traffic transfer transport treated treatment trees trend tribute trouble ' +
        'trust tweeted type ultimately unable understood unfortunately unlikely updated users vacation value various ' +
        've vehicle version veteran via vice violations violence violent visitors voice voters vowed wall weapons ' +
        'weather wedding weighing weight welcomed whom widely window wing wish withdraw witnesses wonderful worst ' +
        'writing written yes younger youth',
    },
  ],
  fr: [
    {
      articles: 100,
      words:
        'alors ans après aussi autres avant comme contre depuis dernier deux dont déclaré entre expliqué fait fin ' +
        'grand jours ministre partie passer personnes place plus plusieurs porter premier selon seul tous tout très ' +
        'également',
    },
    {
      articles: 56,
      words:
        'affirmé aide ainsi ajouté ancien annoncé année appel arrêter assure aucun autorité beaucoup bien cas cause ' +
        'centre certains charge chef chez communiqué compte confirmé conseil cours demande devant dimanche dire ' +
        'direction dit doit donné droit durant début décision déjà encore enfants estimé famille faut femme fois ' +
        'forces fort gouvernement groupe générale heures homme hôpital indiqué information jeudi jeune journaliste ' +
        'juin lancé lors lundi là mai mardi mars matin mercredi mesures mettre mis moins mois monde mort nationale ' +
        'nombre nombreux notamment nouveau nouvelle ouverte parisien pays pendant peu peut point police pris près ' +
        'précisé présent président quand quelques raconte rapporte responsable reste samedi semaine septembre service ' +
        'si sociaux soir sortir souligné sous suite toujours traitement travail trois trouve va vendredi victimes vie ' +
        'ville violences vu ça état',
    },
    {
      articles: 28,
      words:
        'abord accord accusé action affaire agit ailleurs alerte août application arme armée arriver association ' +
        'attaque atteint attention aujourd auprès autant autorisées avocat avril bas besoin bonne cadre campagne ' +
        'capitale car celle ceux choses cinq circulation commencé commenté commission commune complètement concernés ' +
        'confinement confié considérables constaté continue coronavirus coup crise critique créer côté date deuxième ' +
        'devrait diffusé différents directeur disait dizaines doivent domicile donc dès décembre décidé décès décédé ' +
        'dénoncé départements déplacement déploré déposé député désormais dû effet elles emploi endroit engagé ' +
        'enquête ensemble ensuite entraîné entreprise environ européens euros examen face faible fermé fils ' +
        'finalement fond forme française février gagné garde gens gilets habitants haute histoire hui immédiatement ' +
        'important inquiétant interpellation interrogé invité jamais janvier jaunes journée jugé juillet justice ' +
        'laisser lieu ligne lié local loi lorsque lutte main maintenant maire majorité mal malades manifestants ' +
        'marche masque membre menace message millions ministère minutes mobilisation moment montre mouvement moyens ' +
        'mère médecins niveau non normal nuit occupe octobre opération ordre organisation parce parents parler parmi ' +
        'participé particulièrement patients payer pense personnel petit petite peur peuvent plainte plein policiers ' +
        'politique population possible poste pourrait poursuivi pourtant pouvait pouvoir prendre presse principal ' +
        'problème prochain proche produits projet propos propre provoqué préfecture prévu prêts pu public publique ' +
        'publié puis père quatre question quotidien raison rappel rassemblement relations relève rendu reprise ' +
        'respect restaurants retour retrouvé rien risque règles réalisé région répondu réseau résultats révèle ' +
        'sanitaire santé secrétaire sept signal site situation six société souhaite source soutien suivi syndicat ' +
        'sécurité tandis tant temps tenu tiré tombé total touche toutefois train transports travailler trop tué télé ' +
        'téléphone tête utilisation venir vers veut vidéo vigilance violents visé vivant voies voir voiture vraiment ' +
        'véhicule zone âgé école économie écrit élu élèves épidémie établissement évoque',
    },
  ],
};
