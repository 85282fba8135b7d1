import type { ProjectUnderCheck } from '../../core/verify/project/project-under-check.ts';

const PLACES = [
  /^App\/.+/,
  /^Config\/\w+\.xcconfig$/,
  /^Distribution\/(App|Driver)\.release\.entitlements$/,
  /^Distribution\/README\.md$/,
  /^Tests\/.+/,
  /^scripts\/[\w-]+\.(sh|bash)$/,
  /^\.github\/workflows\/build\.yml$/,
  /^(README\.md|\.gitignore|\.clang-format|\.yo-rc\.json)$/,
];

/** What holds for each file of ours: its place, and that it is neatly written. */
export function checkEveryFile(project: ProjectUnderCheck): void {
  const { name } = project.options;
  const xcodeproj = [
    `${name}.xcodeproj/project.pbxproj`,
    `${name}.xcodeproj/project.xcworkspace/contents.xcworkspacedata`,
    `${name}.xcodeproj/xcshareddata/xcschemes/${name}.xcscheme`,
  ];
  // Anything else in Driver/ would become a resource of the driver.
  const driver = [`${name}Driver.iig`, `${name}Driver.cpp`, 'Info.plist', 'Driver.entitlements'];
  const exact = new Set([...xcodeproj, ...driver.map((file) => `Driver/${file}`)]);
  for (const path of exact) {
    project.text(path);
  }
  for (const path of project.paths) {
    if (!exact.has(path) && !PLACES.some((place) => place.test(path))) {
      project.problem(path, 'has no place in the project');
    }
    checkText(project, path);
  }
}

function checkText(project: ProjectUnderCheck, path: string): void {
  const text = project.text(path);
  if (!text.endsWith('\n') || text.endsWith('\n\n') || text.includes('\r')) {
    project.problem(path, 'does not end with one line end, or has carriage returns');
  }
  // What stands in Tests/ is copied: a [name] there is JavaScript.
  const residue = path.startsWith('Tests/')
    ? /\ufeff/.exec(text)
    : /%>|\[(name|driverClass)\]|\ufeff/.exec(text);
  if (residue) {
    project.problem(path, `has ${JSON.stringify(residue[0])}, which a template left behind`);
  }
  if (/[ \t]$/m.test(text)) {
    project.problem(path, 'has space at the end of a line');
  }
}
